import type { Demand } from '../../planner';
import { at, openParametersOf, type ByKey, type Topology } from '../../topology';
import { arnOf } from './arn';
import { authorityUsesOf } from './authority-uses';
import { connectionsOf } from './connections';
import { accountIdOf, compare, liveGatewaysOf, liveRoutesOf, liveServicesOf, liveWorkloadsOf } from './live';
import { zoneAccountOf } from './names';
import { workloadId, gatewayId } from './parties';

/** What App Mesh needs of the plan, each thing once, in a fixed order; what is retired has its demands too. */
export function demandsOfAppMesh(written: Topology): readonly Demand[] {
  const topology = revived(written);
  const all = [
    ...shareDemandsOf(topology),
    ...networkDemandsOf(topology),
    ...targetDemandsOf(topology),
    ...nameDemandsOf(topology),
  ];
  const byText = new Map(all.map((demand) => [JSON.stringify(demand), demand]));
  return [...byText.entries()].toSorted(([a], [b]) => compare(a, b)).map(([, demand]) => demand);
}

const revived = (topology: Topology): Topology => ({
  ...topology,
  accounts: withoutRetirement(topology.accounts),
  workloads: withoutRetirement(topology.workloads),
});

const withoutRetirement = <T extends { readonly retired: boolean }>(things: ByKey<T>): ByKey<T> =>
  Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, { ...thing, retired: false }]));

/** A member gets what its mesh objects, certificates and proxies refer to, and nothing when it has none. */
function shareDemandsOf(topology: Topology): readonly Demand[] {
  const foreign = (account: string): boolean => account !== topology.owner;
  const present = [...liveWorkloadsOf(topology), ...liveServicesOf(topology)].map(({ account }) => account);
  return [
    ...present.filter(foreign).map((member): Demand => ({ kind: 'share-mesh', member })),
    ...authorityUsesOf(topology)
      .filter(({ account, authority }) => foreign(account) && isOwners(topology, authority))
      .map(({ account, authority }): Demand => ({ kind: 'share-authority', member: account, authority })),
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
function networkDemandsOf(topology: Topology): readonly Demand[] {
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
  const reached = connectionsOf(topology).flatMap(({ client, server }) => {
    const [caller, callee] = [accounts.get(client), accounts.get(server)];
    if (caller === undefined || callee === undefined) return [];
    const hostname = hostnames.get(server);
    return [
      { kind: 'reach', caller, callee } as const,
      ...(hostname === undefined ? [] : resolveDemandsOf(topology, caller, hostname)),
    ];
  });
  const named = usesOf(topology).flatMap(({ account, service }) =>
    resolveDemandsOf(topology, account, at(topology.services, service).name),
  );
  return [...reached, ...named].filter((demand) => demand.caller !== demand.callee);
}

function resolveDemandsOf(topology: Topology, caller: string, name: string) {
  const callee = zoneAccountOf(topology, name);
  return callee === undefined ? [] : [{ kind: 'resolve', caller, callee } as const];
}

function targetDemandsOf(topology: Topology): readonly Demand[] {
  const live = new Map(liveWorkloadsOf(topology).map(({ key, account }) => [key, account]));
  return liveServicesOf(topology).flatMap(({ key: service, account, provider }) =>
    (provider.kind === 'router' ? liveRoutesOf(topology, provider.router) : []).flatMap((route) =>
      route.targets
        .filter(({ workload }) => live.get(workload) !== account)
        .map(({ workload }): Demand => ({ kind: 'foreign-target', service, route: route.name, workload })),
    ),
  );
}

function nameDemandsOf(topology: Topology): readonly Demand[] {
  const accounts = new Map(liveServicesOf(topology).map(({ key, account }) => [key, account]));
  const isForeign = (account: string, service: string): boolean =>
    accounts.has(service) && accounts.get(service) !== account;
  return [
    ...liveWorkloadsOf(topology).flatMap(({ account, calls }) =>
      calls
        .filter(({ service }) => isForeign(account, service))
        .map(({ service }): Demand => ({ kind: 'name', caller: account, service })),
    ),
    ...liveGatewaysOf(topology).flatMap(({ key: gateway, account, routes }) =>
      routes
        .filter(({ service }) => isForeign(account, service))
        .map(({ service }): Demand => ({ kind: 'foreign-service', gateway, service })),
    ),
  ];
}
