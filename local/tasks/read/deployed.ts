import { localClient } from '../../client';
import type { Network } from '../network/network';
import type { Account } from './account';
import { servicesOf, type DeployedService } from './ecs';
import {
  balancersOf,
  targetGroupsOf,
  type DeployedBalancer,
  type DeployedTargetGroup,
} from './load-balancers';
import { namesOf, type Names } from './names';
import { networkOf } from './network';

/** All that was deployed to run tasks, as the APIs of the local AWS describe it. */
export interface Deployed {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly services: readonly DeployedService[];
  readonly network: Network;
  readonly balancers: readonly DeployedBalancer[];
  /** By their ARNs. */
  readonly groups: ReadonlyMap<string, DeployedTargetGroup>;
  readonly names: Names;
}

/**
 * Reads what was deployed.
 * @param url of the local AWS
 * @param ids of the accounts
 */
export async function deployedIn(url: string, ids: readonly string[], region: string): Promise<Deployed> {
  const accounts = await Promise.all(
    ids.map(async (id): Promise<Account> => ({ id, region, client: await localClient(url, id, region) })),
  );
  const [services, network, balancers, groups, names] = await Promise.all([
    Promise.all(accounts.map(servicesOf)),
    networkOf(accounts),
    Promise.all(accounts.map(balancersOf)),
    Promise.all(accounts.map(targetGroupsOf)),
    namesOf(accounts),
  ]);
  return {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    services: services.flat(),
    network,
    balancers: balancers.flat(),
    groups: new Map(groups.flat().map((group) => [group.arn, group])),
    names,
  };
}
