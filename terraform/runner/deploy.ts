import { inParallel } from '../pool';
import { movedAccounts, wrongAccounts } from './accounts';
import {
  chosenOf,
  inWorkshop,
  isStopped,
  notTouched,
  resultOf,
  statesFor,
  stoppedEarly,
  wavesWith,
  widthOf,
  type States,
} from './common';
import { applied, previewOf, type Shown } from './applied';
import { madeElsewhere } from './aws-of-states';
import { emptiedFirst } from './emptied-first';
import { gatewayInUse } from './gateway-in-use';
import { leftTheTopology, listOf } from './left';
import type { Attempt, Preview, RunnerOptions, RunnerStack, RunResult } from './model';
import { awaitedBy, unprovided } from './provided';
import { planStack } from './plan-stack';
import { refusedChanges } from './refused-changes';
import type { Workshop } from './workshop';

/**
 * Deploys stacks in the order of the plan. Nothing is touched before every stack's account is the right one, all that
 * can be planned is planned, and `confirm` agreed; in a sandbox only states are looked at before. What is deployed already is left alone, so that a run which broke
 * off is resumed by another one.
 */
export function deployStacks(options: RunnerOptions): Promise<RunResult> {
  return inWorkshop(options, notTouched, async (shop) => {
    const ready = await readyToPlan(shop);
    if (!ready.ok) return isStopped(options) ? stoppedEarly : notTouched(ready.problems);
    const { chosen, states, first } = ready.value;
    if (options.sandbox === true) return resultOf(await applied(shop, chosen, first, new Map()));
    const wrong = await wrongAccounts(
      shop,
      chosen.map(({ name }) => name),
      chosen.map(({ name }) => name).filter((name) => (states.get(name)?.resources ?? 0) === 0),
    );
    if (wrong.length > 0) return isStopped(options) ? stoppedEarly : notTouched(wrong);
    const shown = await previewed(shop, chosen, states, options.plan.waves);
    if (isStopped(options)) return stoppedEarly;
    if (!shown.ok) return notTouched(shown.problems);
    const previews = [...shown.value.values()].map(({ preview }) => preview);
    const hasWork = previews.some((preview) => preview.kind === 'deferred' || preview.changes);
    if (hasWork && (await options.confirm?.(previews)) === false)
      return notTouched([{ sentence: 'not confirmed; nothing was touched' }]);
    if (isStopped(options)) return stoppedEarly;
    return resultOf(await applied(shop, chosen, first, shown.value));
  });
}

/** Plans stacks as they are, and changes nothing: right after a deploy, nothing may be left to do. */
export function planStacks(options: RunnerOptions): Promise<Attempt<readonly Preview[]>> {
  const refused = (problems: RunResult['problems']): Attempt<readonly Preview[]> => ({ ok: false, problems });
  return inWorkshop(options, refused, async (shop) => {
    const ready = await readyToPlan(shop);
    if (!ready.ok) return ready;
    const { chosen, states } = ready.value;
    // Nothing is applied in between, so no stack waits for another.
    const shown = await previewed(shop, chosen, states, [chosen.map(({ name }) => name)]);
    return shown.ok ? { ok: true, value: [...shown.value.values()].map(({ preview }) => preview) } : shown;
  });
}

interface Ready {
  readonly chosen: readonly RunnerStack[];
  readonly states: States;
  /** Stacks that are applied before all others. */
  readonly first: ReadonlySet<string>;
}

async function readyToPlan(shop: Workshop): Promise<Attempt<Ready>> {
  const chosen = chosenOf(shop.options);
  if (!chosen.ok) return chosen;
  const names = new Set(chosen.value.map(({ name }) => name));
  const read = chosen.value.flatMap(({ inputs }) => inputs.map(({ from }) => from));
  const wanted = shop.options.plan.stacks.map(({ name }) => name);
  const states = await statesFor(
    shop,
    wanted.filter((name) => names.has(name) || read.includes(name)),
    // With one credential per stack, the state of another stack may not be readable.
    (name) => !names.has(name),
  );
  if (!states.ok) return states;
  // The stack with the list of all stacks drops removed stacks from it on its next apply.
  const forgets = names.has(listOf(states.value)?.holder ?? '');
  const problems = [
    ...unprovided(shop, chosen.value, states.value),
    ...(forgets ? await leftTheTopology(shop, states.value) : []),
    ...movedAccounts(shop, chosen.value, states.value),
    ...refusedChanges(shop, chosen.value, states.value),
    ...madeElsewhere(shop, chosen.value, states.value),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const first = emptiedFirst(shop, chosen.value, states.value);
  return first.ok
    ? { ok: true, value: { chosen: chosen.value, states: states.value, first: first.value } }
    : first;
}

/** Plans, wave by wave, what can be planned now. */
async function previewed(
  shop: Workshop,
  chosen: readonly RunnerStack[],
  states: States,
  waves: readonly (readonly string[])[],
): Promise<Attempt<ReadonlyMap<string, Shown>>> {
  const names = new Set(chosen.map(({ name }) => name));
  const shown = new Map<string, Shown>();
  const changes = (name: string): boolean => {
    const preview = shown.get(name)?.preview;
    return preview?.kind === 'deferred' || preview?.changes === true;
  };
  for (const wave of wavesWith(waves, names)) {
    const members = chosen.filter(({ name }) => wave.includes(name));
    const planned = await inParallel(
      members,
      widthOf(shop.options),
      async (stack): Promise<Attempt<Shown>> => {
        const awaited = awaitedBy(shop, stack, names, states);
        if (awaited.length > 0)
          return { ok: true, value: { preview: deferredFor(shop, stack.name, awaited) } };
        const made = await planStack(shop, stack.name);
        const changing = stack.needs.filter(changes);
        // Its error may be what the stacks before it are about to fix.
        if (!made.ok && changing.length > 0 && !isStopped(shop.options))
          return { ok: true, value: { preview: deferredFor(shop, stack.name, changing) } };
        if (!made.ok) return made;
        const inUse = gatewayInUse(stack.name, made.value.destroys, states);
        if (inUse !== undefined) return { ok: false, problems: [inUse] };
        const preview = previewOf(stack.name, made.value);
        return { ok: true, value: { preview, planned: made.value } };
      },
    );
    const problems = planned.flatMap((one) => (one.ok ? [] : one.problems));
    if (problems.length > 0) return { ok: false, problems };
    for (const one of planned) {
      if (!one.ok) continue;
      shown.set(one.value.preview.stack, one.value);
      shop.report({ event: 'preview', preview: one.value.preview });
    }
  }
  return { ok: true, value: shown };
}

function deferredFor(shop: Workshop, stack: string, waitsFor: readonly string[]): Preview {
  const { waves } = shop.options.plan;
  const wave = Math.max(...waitsFor.map((name) => waves.findIndex((one) => one.includes(name)) + 1));
  return { kind: 'deferred', stack, wave, waitsFor };
}
