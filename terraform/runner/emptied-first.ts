import type { Container, Resource } from '../../core/planner/change';
import { quotedList } from '../../core/base/text';
import type { States } from './common';
import type { Attempt, Problem, RunnerStack } from './model';
import { awaitedBy } from './provided';
import { resourcesIn } from './refused-changes';
import type { Workshop } from './workshop';

/**
 * Stacks that have to be applied before the others, in the order of a removal: they still have things inside of something
 * that an earlier stack no longer asks for, and AWS deletes that only once it is empty.
 */
export function emptiedFirst(
  shop: Workshop,
  chosen: readonly RunnerStack[],
  states: States,
): Attempt<ReadonlySet<string>> {
  const { containers = [] } = shop.options;
  if (containers.length === 0) return { ok: true, value: new Set() };
  const leaving = new Map([...states].map(([name, { held }]) => [name, leavingOf(shop, name, held)]));
  const found = containers.flatMap((container) => holdersOf(container, leaving));
  const names = new Set(chosen.map(({ name }) => name));
  const first = new Set(found.filter(({ of }) => names.has(of)).map(({ holder }) => holder));
  const problems = [...first].flatMap((name) => problemsOf(shop, name, chosen, states));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: first };
}

/** What a state has and its stack no longer asks for. */
function leavingOf(shop: Workshop, stack: string, held: readonly Resource[]): readonly Resource[] {
  const wanted = new Set(resourcesIn(shop.textOf(stack)).map(addressOf));
  return held.filter((resource) => !wanted.has(addressOf(resource)));
}

const addressOf = ({ type, name }: Resource): string => `${type}.${name}`;

interface Holder {
  /** The stack that deletes the container. */
  readonly of: string;
  /** Another stack that deletes something inside of it. */
  readonly holder: string;
}

function holdersOf(
  { is, holds }: Container,
  leaving: ReadonlyMap<string, readonly Resource[]>,
): readonly Holder[] {
  const stacksWith = (has: (resource: Resource) => boolean): readonly string[] =>
    [...leaving].flatMap(([stack, resources]) => (resources.some(has) ? [stack] : []));
  const holders = stacksWith(holds);
  return stacksWith(is).flatMap((of) =>
    holders.filter((holder) => holder !== of).map((holder) => ({ of, holder })),
  );
}

/** Why a stack cannot be applied first. */
function problemsOf(
  shop: Workshop,
  name: string,
  chosen: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const stack = chosen.find((one) => one.name === name);
  if (stack === undefined) {
    const sentence = `stack "${name}" still has things inside of what this run would delete; deploy it too: --stack ${name}`;
    return [{ stack: name, sentence }];
  }
  const awaited = awaitedBy(shop, stack, new Set(chosen.map((one) => one.name)), states);
  if (awaited.length === 0) return [];
  const sentence = `stack "${name}" has to delete its things first, and cannot, because it also needs new outputs of ${quotedList(awaited)}; deploy the other changes before this one, with the data plane as it is`;
  return [{ stack: name, sentence }];
}
