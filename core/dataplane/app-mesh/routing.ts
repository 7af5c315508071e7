import { at, type Topology } from '../../topology';
import type { Connection } from '../lowered';
import { gatewayId, workloadId } from '../party-ids';
import type { Routing } from '../routes/connections';
import type { Refused } from '../routes/refused';
import { isInChina } from './tls-flaws';

/** How App Mesh routes. Its proxies get the addresses of a target from Cloud Map, by name and attributes. */
export const routingOf = (topology: Topology, refused: Refused): Routing => ({
  refused,
  attributesDistinguish: true,
  ...(isInChina(topology) && { outOfReach: withoutMembers(topology) }),
});

/** In China a mesh stays in its account, and no member has a proxy in it. */
function withoutMembers(topology: Topology): NonNullable<Routing['outOfReach']> {
  const homes = new Map([
    ...Object.values(topology.workloads).map(({ key, account }) => [workloadId(key), account] as const),
    ...Object.values(topology.gateways).map(({ key, account }) => [gatewayId(key), account] as const),
  ]);
  return ({ client, server }: Pick<Connection, 'client' | 'server'>) => {
    const member = [client, server]
      .map((id) => homes.get(id) ?? topology.owner)
      .find((account) => account !== topology.owner);
    return member === undefined
      ? undefined
      : { why: 'mesh-not-shared', at: at(topology.accounts, member).at };
  };
}
