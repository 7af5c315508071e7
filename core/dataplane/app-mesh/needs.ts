import { authorityId, type Need } from '../../planner';
import { at, openParametersOf, type ByKey, type Topology } from '../../topology';
import { arnOf } from './arn';
import { authorityUsesOf } from './authority-uses';
import { connectionsOf } from './connections';
import { accountIdOf, liveGatewaysOf, liveWorkloadsOf } from './live';
import { meshMembersOf, sharedMesh } from './assets/mesh-assets';
import type { Lowered } from '../lowered';
import { zoneAccountOf } from './names';
import { workloadId, gatewayId } from './parties';

/** What App Mesh needs of the substrate; what is retired has its needs too. */
export function needsOfAppMesh(written: Topology, lowered: Pick<Lowered, 'connections'>): readonly Need[] {
  const topology = revived(written);
  const connections = topology === written ? lowered.connections : connectionsOf(topology);
  return [...shareNeedsOf(topology), ...networkNeedsOf(topology, connections)];
}

/** The topology as if nothing were retired; the same where nothing is. */
function revived(topology: Topology): Topology {
  const { accounts, workloads } = topology;
  const isRetired = ({ retired }: { readonly retired: boolean }): boolean => retired;
  if (!Object.values(accounts).some(isRetired) && !Object.values(workloads).some(isRetired)) return topology;
  return { ...topology, accounts: withoutRetirement(accounts), workloads: withoutRetirement(workloads) };
}

const withoutRetirement = <T extends { readonly retired: boolean }>(things: ByKey<T>): ByKey<T> =>
  Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, { ...thing, retired: false }]));

/** A member gets what its mesh objects, certificates and proxies refer to, and nothing when it has none. */
function shareNeedsOf(topology: Topology): readonly Need[] {
  const { owner } = topology;
  return [
    ...meshMembersOf(topology).map((member): Need => ({ kind: 'share', member, item: sharedMesh(topology) })),
    ...authorityUsesOf(topology)
      .filter(({ account, authority }) => account !== owner && isOwners(topology, authority))
      .map(({ account, authority }): Need => ({
        kind: 'share',
        member: account,
        item: {
          name: `authority-${authority}`,
          arn: { kind: 'authority-arn', authority },
          content: authorityId(owner, authority),
        },
      })),
  ];
}

/** Whether the owner can share it: an existing one may be known to lie in another account. */
function isOwners(topology: Topology, key: string): boolean {
  const authority = at(topology.authorities, key);
  if (authority.kind === 'file') return false;
  if (authority.kind === 'private-ca') return true;
  const ownerId = accountIdOf(topology, topology.owner);
  const holder = arnOf(authority.arn)?.account;
  return holder === undefined || openParametersOf(ownerId).length > 0 || holder === ownerId;
}

interface Use {
  readonly account: string;
  readonly service: string;
}

/** Every live use of a service, by the account it comes from. */
const usesOf = (topology: Topology): readonly Use[] => [
  ...liveWorkloadsOf(topology).flatMap(({ account, calls }) =>
    calls.map(({ service }) => ({ account, service })),
  ),
  ...liveGatewaysOf(topology).flatMap(({ account, routes }) =>
    routes.map(({ service }) => ({ account, service })),
  ),
];

/** Packets go to the workloads, wherever the service belongs; names are answered by the zone they lie in. */
function networkNeedsOf(topology: Topology, connections: Lowered['connections']): readonly Need[] {
  const workloads = liveWorkloadsOf(topology);
  const parties = [
    ...workloads.map((workload) => [workloadId(workload.key), workload] as const),
    ...liveGatewaysOf(topology).map((gateway) => [gatewayId(gateway.key), gateway] as const),
  ];
  const accounts = new Map(parties.map(([id, { account }]) => [id, account]));
  const hostnames = new Map(
    workloads.map(({ key, discovery }) => [
      workloadId(key),
      discovery.kind === 'dns' ? discovery.hostname : undefined,
    ]),
  );
  const reached = connections.flatMap(({ client, server }) => {
    const [caller, callee] = [accounts.get(client), accounts.get(server)];
    if (caller === undefined || callee === undefined) return [];
    const hostname = hostnames.get(server);
    return [
      { kind: 'reach', caller, callee } as const,
      ...(hostname === undefined ? [] : resolveNeedsOf(topology, caller, hostname)),
    ];
  });
  const named = usesOf(topology).flatMap(({ account, service }) =>
    resolveNeedsOf(topology, account, at(topology.services, service).name),
  );
  return [...reached, ...named].filter(({ caller, callee }) => caller !== callee);
}

function resolveNeedsOf(topology: Topology, caller: string, name: string) {
  const callee = zoneAccountOf(topology, name);
  return callee === undefined ? [] : [{ kind: 'resolve', caller, callee } as const];
}
