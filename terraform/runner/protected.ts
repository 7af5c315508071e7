import { fieldOf, recordOf } from '../../core/base/json';
import { blocksOf } from '../json';
import type { Problem, RunnerStack } from './model';
import type { State } from './state';
import type { Workshop } from './workshop';

/**
 * Stacks with resources that Terraform refuses to destroy. The stacks themselves say so: it takes no Terraform run to
 * find out.
 */
export const protectedIn = (
  shop: Pick<Workshop, 'textOf'>,
  chosen: readonly RunnerStack[],
): readonly Problem[] =>
  chosen.flatMap(({ name: stack }) => {
    const kept = protectedAddresses(shop.textOf(stack));
    if (kept.length === 0) return [];
    const are = kept.length === 1 ? 'is' : 'are';
    const sentence = `${kept.join(', ')} of stack "${stack}" ${are} protected from removal; write removalProtection: false in the topology, and run again`;
    return [{ stack, sentence }];
  });

const protectedAddresses = (text: unknown): readonly string[] =>
  blocksOf(fieldOf(text, 'resource')).flatMap((block) =>
    Object.entries(recordOf(block)).flatMap(([type, byName]) =>
      Object.entries(recordOf(byName)).flatMap(([name, resource]) =>
        blocksOf(fieldOf(resource, 'lifecycle')).some((one) => fieldOf(one, 'prevent_destroy') === true)
          ? [`${type}.${name}`]
          : [],
      ),
    ),
  );

/**
 * Load balancers that AWS refuses to delete, by the states: Terraform does not switch their protection off before, and what
 * is behind them would be gone already.
 */
export const undeletable = (
  chosen: readonly RunnerStack[],
  states: ReadonlyMap<string, State>,
): readonly Problem[] =>
  chosen.flatMap(({ name: stack }) => {
    const kept = (states.get(stack)?.held ?? []).flatMap(({ type, name, attributes }) =>
      type === 'aws_lb' && fieldOf(attributes, 'enable_deletion_protection') === true
        ? [`${type}.${name}`]
        : [],
    );
    if (kept.length === 0) return [];
    const have = kept.length === 1 ? 'it has' : 'they have';
    const sentence = `AWS does not delete ${kept.join(', ')} of stack "${stack}" while ${have} deletion protection; write removalProtection: false in the topology, or deletionProtection: false at its entry, deploy, and run again`;
    return [{ stack, sentence }];
  });
