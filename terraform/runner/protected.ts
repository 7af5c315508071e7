import { fieldOf, recordOf } from '../../core/base/json';
import { blocksOf } from '../json';
import type { Problem, RunnerStack } from './model';
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
