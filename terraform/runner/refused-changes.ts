import type { Change, Resource } from '../../core/planner/change';
import { fieldOf, recordOf } from '../../core/base/json';
import { blocksOf } from '../json';
import type { States } from './common';
import type { Problem, RunnerStack } from './model';
import type { Workshop } from './workshop';

/** Changes that the data plane is known to refuse in one step, reported before anything is touched. */
export function refusedChanges(
  shop: Workshop,
  chosen: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const { refusedChanges: find } = shop.options;
  if (find === undefined) return [];
  const before = [...states.values()].flatMap(({ held }) => held);
  return chosen.flatMap(({ name: stack }) => {
    const change: Change = { stack, before, after: resourcesIn(shop.textOf(stack)) };
    return find(change).map((sentence) => ({ stack, sentence }));
  });
}

/** The resources of a parsed `cdk.tf.json`. */
export const resourcesIn = (stack: unknown): readonly Resource[] =>
  blocksOf(fieldOf(stack, 'resource')).flatMap((block) =>
    Object.entries(recordOf(block)).flatMap(([type, byName]) =>
      Object.entries(recordOf(byName)).map(([name, attributes]) => ({ type, name, attributes })),
    ),
  );
