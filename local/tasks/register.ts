import type { Account } from './read/account';
import { tried } from './read/account';
import { targetRequest } from './read/load-balancers';
import { deregistration, registration, type DiscoveryService } from './read/names';
import type { PlannedTask } from './task/context';

/** What ECS has registered for a task. */
export interface Registered {
  /** Why something could not be registered, one line each. */
  readonly problems: readonly string[];
  /** Takes all of it out again. */
  readonly end: () => Promise<void>;
}

/**
 * Registers a task that is up where its service says: in services of Cloud Map and in target groups of load balancers, as ECS
 * does.
 */
export async function register(
  account: Account,
  { arn, service, nic }: PlannedTask,
  discovery: ReadonlyMap<string, DiscoveryService>,
): Promise<Registered> {
  const { client } = account;
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  const problems: string[] = [];
  for (const registry of service.registries) {
    const found = discovery.get(registry);
    if (found === undefined) problems.push(`service ${registry} of Cloud Map does not exist`);
    else await client.ask(registration(found.id, { id, ip: nic.ip }));
  }
  for (const { group, port } of service.targets)
    await client.ask(targetRequest('RegisterTargets', group, { ip: nic.ip, port }));
  return {
    problems,
    end: async () => {
      for (const registry of service.registries) {
        const found = discovery.get(registry);
        if (found !== undefined) await tried(account, deregistration(found.id, id));
      }
      for (const { group, port } of service.targets)
        await tried(account, targetRequest('DeregisterTargets', group, { ip: nic.ip, port }));
    },
  };
}
