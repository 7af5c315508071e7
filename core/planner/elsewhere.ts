import { at, type Topology } from '../topology';
import type { Asset } from './asset';

/**
 * Accounts to which others deploy: the owner of a mesh that exists, those that a mesh is shared with for other
 * topologies, and those of things that exist; unless this topology creates something there. They have no stack, and
 * need no role.
 */
export function elsewhereOf(topology: Topology, assets: readonly Asset[]): ReadonlySet<string> {
  const { mesh, owner, accounts, workloads, services, gateways } = topology;
  const described = [workloads, services, gateways].flatMap((things) =>
    Object.values(things).flatMap(({ existing, account }) => (existing ? [account] : [])),
  );
  const used = new Set(assets.map(({ account }) => account));
  const named = [...(mesh.existing ? [owner] : []), ...mesh.sharedWith, ...described];
  return new Set(named.filter((key) => !used.has(key) && at(accounts, key).network.kind !== 'create'));
}
