import { defined } from '../../core/base/properties';
import type { Topology } from '../../core/topology';
import { localClient } from '../../local/client';
import type { World } from '../../local/aws/world';
import { startWholeLocalAws, type StartedWhole, type WholeOptions } from '../../local/whole';
import type { Io } from '../io';
import { isAccountId, motoCache, profilesOf } from './aws';
import { building } from './kubernetes';

/** Starts a local AWS for the accounts of a topology. */
export async function startFor(
  io: Io,
  topology: Topology,
  options: Pick<WholeOptions, 'onInstall' | 'onChange'> & {
    /** Called before its first request: to restore a snapshot. @default nothing */
    readonly onStart?: (world: World) => void;
  },
): Promise<StartedWhole> {
  const { onStart, ...wanted } = options;
  const organization = organizationOf(topology);
  const start = await startWholeLocalAws({
    ...wanted,
    profiles: profilesOf(topology),
    motoCache: motoCache(io),
    // The roles of clusters and their nodes have policies of AWS.
    managedPolicies: Object.values(topology.clusters).some(({ kind }) => kind === 'eks'),
    onBuild: (folder) => io.err(building(folder)),
    ...defined({ organization }),
  });
  if (start.ok) onStart?.(start.whole.aws.world);
  // After the restore: the snapshot may be older than the topology's organization.
  if (start.ok && organization !== undefined) {
    const { managementAccount } = organization;
    const management = await localClient(start.whole.aws.url, managementAccount, topology.region);
    const headers = { 'content-type': 'application/json' };
    await management.ask({ service: 'ram', path: '/enablesharingwithawsorganization', headers, body: '{}' });
  }
  return start;
}

/**
 * The organization that a topology assumes: the accounts that share within it, and the mesh's owner, which acts as the
 * management account here.
 */
function organizationOf({ accounts, owner }: Topology): WholeOptions['organization'] {
  const inside = Object.values(accounts).filter(({ principal }) => principal === 'organization');
  const [managementAccount, ...ids] = [accounts[owner], ...inside].map((account) => account?.id ?? '');
  if (inside.length === 0 || managementAccount === undefined || !isAccountId(managementAccount))
    return undefined;
  return { id: 'o-meshspan00', managementAccount, accounts: ids.filter(isAccountId) };
}
