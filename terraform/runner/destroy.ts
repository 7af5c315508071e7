import { counted } from '../../core/base/text';
import { inParallel } from '../pool';
import { movedAccounts, wrongAccounts } from './accounts';
import { applyAtOnce, logOf, unfinishedOf } from './apply';
import { madeElsewhere } from './aws-of-states';
import {
  chosenOf,
  inWorkshop,
  isStopped,
  notTouched,
  resultOf,
  secondsSince,
  statesFor,
  stoppedEarly,
  wavesWith,
  widthOf,
  type States,
} from './common';
import { leftTheTopology } from './left';
import type { Attempt, Outcome, Preview, Problem, RunnerOptions, RunnerStack, RunResult } from './model';
import { planStack } from './plan-stack';
import { protectedIn, undeletable } from './protected';
import { sharedOutside } from './shared-outside';
import { inWaves, isUndone } from './waves';
import type { Workshop } from './workshop';

/**
 * Destroys what stacks hold, in the order of the plan's removal. A stack that another one still needs is refused
 * before anything is touched, and so is one with protected resources.
 */
export function destroyStacks(options: RunnerOptions): Promise<RunResult> {
  return inWorkshop(options, notTouched, async (shop) => {
    const ready = await remaining(shop);
    if (!ready.ok) return isStopped(options) ? stoppedEarly : notTouched(ready.problems);
    if (options.sandbox === true) return resultOf(await destroyed(shop, ready.value));
    const previews = await previewed(shop, [...ready.value.keys()]);
    if (isStopped(options)) return stoppedEarly;
    if (!previews.ok) return notTouched(previews.problems);
    if (previews.value.length > 0 && (await options.confirm?.(previews.value)) === false)
      return notTouched([{ sentence: 'not confirmed; nothing was touched' }]);
    if (isStopped(options)) return stoppedEarly;
    return resultOf(await destroyed(shop, ready.value));
  });
}

/** The chosen stacks that have resources, if they may be destroyed, with the number of resources of each. */
async function remaining(shop: Workshop): Promise<Attempt<ReadonlyMap<string, number>>> {
  const { plan } = shop.options;
  const chosen = chosenOf(shop.options);
  if (!chosen.ok) return chosen;
  const kept = protectedIn(shop, chosen.value);
  if (kept.length > 0) return { ok: false, problems: kept };
  const states = await statesFor(
    shop,
    plan.stacks.map(({ name }) => name),
  );
  if (!states.ok) return states;
  const left = await leftTheTopology(shop, states.value);
  // What a sandbox contains ends with it; and an account that left the topology is not one of another topology.
  const isOwn = shop.options.sandbox === true || left.length > 0;
  const problems = [
    ...undeletable(chosen.value, states.value),
    ...leanedOn(plan.stacks, chosen.value, states.value),
    ...left,
    ...movedAccounts(shop, chosen.value, states.value),
    ...madeElsewhere(shop, chosen.value, states.value),
    ...(isOwn ? [] : sharedOutside(shop, chosen.value, states.value)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const held = new Map(
    chosen.value
      .map(({ name }) => [name, states.value.get(name)?.resources ?? 0] as const)
      .filter(([, resources]) => resources > 0),
  );
  const wrong = shop.options.sandbox === true ? [] : await wrongAccounts(shop, [...held.keys()]);
  return wrong.length > 0 ? { ok: false, problems: wrong } : { ok: true, value: held };
}

/** Stacks that stay, have resources and need a stack that should be destroyed. */
function leanedOn(
  stacks: readonly RunnerStack[],
  chosen: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const held = (name: string): number => states.get(name)?.resources ?? 0;
  const staying = stacks.filter((stack) => !chosen.includes(stack) && held(stack.name) > 0);
  return chosen
    .filter(({ name }) => held(name) > 0)
    .flatMap(({ name }) => {
      const users = staying.filter(({ needs }) => needs.includes(name));
      if (users.length === 0) return [];
      const who = users
        .map((user) => `"${user.name}" (${counted(held(user.name), 'resource')})`)
        .join(' and ');
      const words = users.map((user) => `--stack ${user.name}`).join(' ');
      const sentence = `stack "${name}" can't be destroyed while it is needed by ${who}; destroy those first, or together with it: ${words} --stack ${name}`;
      return [{ stack: name, sentence }];
    });
}

/** What would be destroyed, by the states: protected resources are refused here, before anything is touched. */
async function previewed(shop: Workshop, stacks: readonly string[]): Promise<Attempt<readonly Preview[]>> {
  const order = wavesWith(shop.options.plan.removal, new Set(stacks)).flat();
  const planned = await inParallel(order, widthOf(shop.options), async (stack) => ({
    stack,
    made: await planStack(shop, stack, '-destroy', '-refresh=false'),
  }));
  const problems = planned.flatMap(({ made }) => (made.ok ? [] : made.problems));
  if (problems.length > 0) return { ok: false, problems };
  const previews = planned.flatMap(({ stack, made }): readonly Preview[] =>
    made.ok ? [{ kind: 'planned', stack, counts: made.value.counts, changes: made.value.changes }] : [],
  );
  for (const preview of previews) shop.report({ event: 'preview', preview });
  return { ok: true, value: previews };
}

function destroyed(shop: Workshop, held: ReadonlyMap<string, number>): Promise<readonly Outcome[]> {
  const { plan, concurrency } = shop.options;
  const usersOf = (name: string): readonly string[] =>
    plan.stacks.filter(({ needs }) => needs.includes(name)).map((stack) => stack.name);

  const work = async (stack: string): Promise<Outcome> => {
    const started = performance.now();
    // Planned again: destroying the stacks before may have removed resources of this one.
    const { counts, ...result } = await applyAtOnce(shop, stack, 'destroy');
    const seconds = secondsSince(started);
    const along = (held.get(stack) ?? 0) - counts.destroy;
    if (result.ok) return { kind: 'destroyed', stack, counts, seconds, ...(along > 0 ? { along } : {}) };
    const { problems } = result;
    const log = logOf(shop, stack);
    return { kind: 'failed', stack, problems, counts, seconds, ...unfinishedOf(result), log };
  };

  return inWaves(
    wavesWith(plan.removal, new Set(held.keys())),
    concurrency ?? 2,
    (stack, outcomes) => {
      const users = outcomes.filter((one) => isUndone(one) && usersOf(stack).includes(one.stack));
      if (users.length > 0)
        return users.map((one) => `needed by "${one.stack}", which still exists`).join('; ');
      return isStopped(shop.options) ? 'the run was stopped' : undefined;
    },
    work,
    (outcome) => shop.report({ event: 'outcome', outcome }),
  );
}
