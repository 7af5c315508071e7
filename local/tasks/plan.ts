import { randomBytes } from 'node:crypto';
import type { Ledger } from './network/ledger';
import type { Deployed } from './read/deployed';
import { arnIn } from '../aws/arn';
import type { PlannedTask } from './task/context';

/**
 * The tasks that run, each with a network interface in a subnet of its service.
 * @param most of a service
 */
export function plannedTasks(
  { services, accounts }: Deployed,
  ledger: Ledger,
  most: number,
): { readonly tasks: readonly PlannedTask[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const tasks = services.flatMap((service): readonly PlannedTask[] => {
    const { account, name, desired, subnets, groups, definition } = service;
    const region = accounts.get(account)?.region ?? '';
    return Array.from({ length: Math.min(desired, most) }, (_, index) => index).flatMap((index) => {
      const subnet = subnets[index % Math.max(1, subnets.length)] ?? '';
      const nic = ledger.add({ name: `task ${index + 1} of "${name}"`, owner: name, subnet, groups });
      if (nic === undefined) {
        problems.push(`service "${name}" is in subnet "${subnet}", which no account has`);
        return [];
      }
      const id = randomBytes(16).toString('hex');
      const arn = arnIn(region, 'ecs', account, `task/${definition.family}/${id}`);
      return [{ name: `${name}-${index + 1}`, arn, service, nic }];
    });
  });
  return { tasks, problems };
}
