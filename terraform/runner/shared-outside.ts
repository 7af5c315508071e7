import { unique } from '../../core/base/collections';
import { fieldOf } from '../../core/base/json';
import { textOf } from '../json';
import { accountIdOf } from './accounts';
import type { States } from './common';
import type { Problem, RunnerStack } from './model';
import type { Workshop } from './workshop';

const accountId = /^\d{12}$/;

/**
 * Stacks that share with accounts to which this topology does not deploy. What others created in a shared mesh would
 * become inaccessible to them once the share is destroyed, and AWS does not delete a mesh that still contains it. The provider
 * cannot list what others created, so the topology must first say that they are gone.
 * @param chosen stacks to destroy
 */
export function sharedOutside(
  shop: Pick<Workshop, 'options' | 'textOf'>,
  chosen: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const own = shop.options.plan.stacks.map(({ name }) => accountIdOf(shop.textOf(name)));
  // An id that is still a parameter cannot be compared.
  if (!own.every((id) => id !== undefined && accountId.test(id))) return [];
  return chosen.flatMap(({ name: stack }) => {
    const others = unique(
      (states.get(stack)?.held ?? [])
        .filter(({ type }) => type === 'aws_ram_principal_association')
        .map(({ attributes }) => textOf(fieldOf(attributes, 'principal')))
        .filter((id) => accountId.test(id) && !own.includes(id)),
    );
    if (others.length === 0) return [];
    const sentence = `stack "${stack}" shares with ${others.length === 1 ? 'account' : 'accounts'} ${others.join(' and ')}, to which other topologies deploy; have those destroy what they deployed with it, then remove ${others.length === 1 ? 'the account' : 'these accounts'} from mesh.sharedWith, deploy, and destroy`;
    return [{ stack, sentence }];
  });
}
