import { byName, groupedBy } from '../base/collections';
import { findingOf, type Finding, type Path } from '../topology';
import { plannerRules } from './rules';

/** Order edges: each stack with the stacks that it needs directly, and for each of those the content that needs it. */
export type OrderEdges = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The order in which stacks can be applied. */
export interface Order {
  readonly waves: readonly (readonly string[])[];
  /** All stacks of earlier waves that a stack needs, in deploy order. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** Those of them that no other implies. */
  readonly after: ReadonlyMap<string, readonly string[]>;
}

/** Stacks that need each other, the first once more at the end. */
export interface Circle {
  readonly circle: readonly string[];
}

/**
 * Puts stacks into waves, each as early as its longest chain of needs allows. `calls` are pairs (caller, callee)
 * of stacks: a callee comes first in its wave where that is possible. A circle is an answer, not an exception.
 */
export function orderOf(
  stacks: readonly string[],
  edges: OrderEdges,
  calls: readonly (readonly [caller: string, callee: string])[],
): Order | Circle {
  const level = levelsOf(stacks, edges);
  const late = stacks.find((stack) => !level.has(stack));
  if (late !== undefined) return { circle: circleFrom(late, edges, level) };

  const waves: string[][] = [];
  for (const stack of stacks) (waves[level.get(stack) ?? 0] ??= []).push(stack);
  const callees = new Map<string, Set<string>>();
  for (const [caller, callee] of calls) callees.set(caller, (callees.get(caller) ?? new Set()).add(callee));
  const ordered = waves.map((wave) => calleesFirst(wave, callees));
  const deployed = ordered.flat();

  const needs = new Map<string, ReadonlySet<string>>();
  for (const stack of deployed) {
    const direct = [...(edges.get(stack)?.keys() ?? [])];
    needs.set(stack, new Set(direct.flatMap((need) => [need, ...(needs.get(need) ?? [])])));
  }
  const inOrder = (wanted: ReadonlySet<string>): readonly string[] =>
    deployed.filter((stack) => wanted.has(stack));
  // Only what a stack needs directly can be left when what others imply is taken away.
  const reduced = (stack: string): ReadonlySet<string> => {
    const direct = [...(edges.get(stack)?.keys() ?? [])];
    const implied = new Set(direct.flatMap((need) => [...(needs.get(need) ?? [])]));
    return new Set(direct.filter((need) => !implied.has(need)));
  };
  return {
    waves: ordered,
    needs: new Map([...needs].map(([stack, all]) => [stack, inOrder(all)])),
    after: new Map(deployed.map((stack) => [stack, inOrder(reduced(stack))])),
  };
}

/** Wave of each stack, counted from 0; stacks on a circle, and those that need one, have none. */
function levelsOf(stacks: readonly string[], edges: OrderEdges): ReadonlyMap<string, number> {
  const level = new Map<string, number>();
  const needs = stacks.map((stack) => ({ stack, needs: [...(edges.get(stack)?.keys() ?? [])] }));
  const waiting = new Map(needs.map((each) => [each.stack, each.needs.length]));
  const dependents = groupedBy(
    needs.flatMap((each) => each.needs.map((need) => ({ need, stack: each.stack }))),
    ({ need }) => need,
  );
  let wave = stacks.filter((stack) => waiting.get(stack) === 0);
  for (let index = 0; wave.length > 0; index += 1) {
    const next: string[] = [];
    for (const stack of wave) {
      level.set(stack, index);
      for (const { stack: dependent } of dependents.get(stack) ?? []) {
        const left = (waiting.get(dependent) ?? 0) - 1;
        waiting.set(dependent, left);
        if (left === 0) next.push(dependent);
      }
    }
    wave = next;
  }
  return level;
}

/** Follows unmet needs until a stack comes again. */
function circleFrom(start: string, edges: OrderEdges, done: ReadonlyMap<string, number>): readonly string[] {
  const walked: string[] = [];
  let stack: string | undefined = start;
  while (stack !== undefined && !walked.includes(stack)) {
    walked.push(stack);
    stack = [...(edges.get(stack)?.keys() ?? [])].toSorted(byName).find((need) => !done.has(need));
  }
  return stack === undefined ? walked : [...walked.slice(walked.indexOf(stack)), stack];
}

/** Takes, again and again, the stack that misses the fewest callees of the wave; by name among equals. */
function calleesFirst(
  wave: readonly string[],
  callees: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const left = new Set(wave.toSorted(byName));
  const awaited = [...left].flatMap((caller) =>
    [...(callees.get(caller) ?? [])]
      .filter((callee) => callee !== caller && left.has(callee))
      .map((callee) => ({ caller, callee })),
  );
  const callers = groupedBy(awaited, ({ callee }) => callee);
  const calls = groupedBy(awaited, ({ caller }) => caller);
  const missing = new Map([...left].map((stack) => [stack, calls.get(stack)?.length ?? 0]));
  const missedBy = (stack: string): number => missing.get(stack) ?? 0;
  const taken: string[] = [];
  while (left.size > 0) {
    const best = [...left].reduce((least, other) => (missedBy(other) < missedBy(least) ? other : least));
    taken.push(best);
    left.delete(best);
    for (const { caller } of callers.get(best) ?? []) missing.set(caller, missedBy(caller) - 1);
  }
  return taken;
}

/** Says which stacks wait for each other, why, and what to do about it. */
export function circleFinding({ circle }: Circle, edges: OrderEdges, path: Path): Finding {
  const steps = circle.slice(1).map((need, index) => {
    const stack = circle[index] ?? '';
    return `"${stack}" needs "${need}" (${edges.get(stack)?.get(need) ?? 'order'})`;
  });
  return findingOf(plannerRules['plan/circle'], {
    at: path,
    summary: `the stacks need each other in a circle: ${steps.join(', ')}`,
    fix: 'drop one of the things in parentheses, or move it to the account that it needs',
  });
}
