import type { Need } from '../planner';
import { at, type Discovery, type Text, type Topology } from '../topology';
import { liveGatewaysOf, liveWorkloadsOf } from './live';
import type { Connection } from './lowered';
import { gatewayId, workloadId } from './party-ids';

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

/** The name by which a proxy that asks Cloud Map itself looks up a workload in DNS. */
const hostNameOf = (discovery: Discovery): Text | undefined =>
  discovery.kind === 'dns' ? discovery.hostname : undefined;

/**
 * What callers need of the networks where they reach their callees by address and by name. Packets go to the
 * workloads, wherever the service belongs; names are answered by the zone they are in.
 * @param lookedUp the name that a caller's proxy asks DNS for; @default only that of a discovery by DNS
 */
export function networkNeedsOf(
  topology: Topology,
  connections: readonly Connection[],
  lookedUp: (discovery: Discovery) => Text | undefined = hostNameOf,
): readonly Need[] {
  const workloads = liveWorkloadsOf(topology);
  const parties = [
    ...workloads.map((workload) => [workloadId(workload.key), workload] as const),
    ...liveGatewaysOf(topology).map((gateway) => [gatewayId(gateway.key), gateway] as const),
  ];
  const accounts = new Map(parties.map(([id, { account }]) => [id, account]));
  const hostnames = new Map(workloads.map(({ key, discovery }) => [workloadId(key), lookedUp(discovery)]));
  const zoneOf = zonesOf(topology);
  const resolveNeedsOf = (caller: string, name: Text) => {
    const callee = zoneOf(name);
    return callee === undefined ? [] : [{ kind: 'resolve', caller, callee } as const];
  };
  const reached = connections.flatMap(({ client, server }) => {
    const [caller, callee] = [accounts.get(client), accounts.get(server)];
    if (caller === undefined || callee === undefined) return [];
    const hostname = hostnames.get(server);
    return [
      { kind: 'reach', caller, callee } as const,
      ...(hostname === undefined ? [] : resolveNeedsOf(caller, hostname)),
    ];
  });
  const named = usesOf(topology).flatMap(({ account, service }) =>
    resolveNeedsOf(account, at(topology.services, service).name),
  );
  return [...reached, ...named].filter(({ caller, callee }) => caller !== callee);
}

/** Finds the account in whose private zone a name is, the innermost; absent: others answer for the name. */
function zonesOf({ accounts }: Topology): (name: Text) => string | undefined {
  const zones = new Map<Text, string>();
  for (const { key, namespace, network } of Object.values(accounts)) {
    if (network.kind !== 'none' && !zones.has(namespace)) zones.set(namespace, key);
  }
  return (name) => {
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
      const account = zones.get(name.slice(dot + 1));
      if (account !== undefined) return account;
    }
    return undefined;
  };
}
