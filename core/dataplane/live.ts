import {
  at,
  type ByKey,
  type Gateway,
  type Route,
  type Router,
  type Service,
  type Text,
  type Topology,
  type Value,
  type Workload,
} from '../topology';

/** Two values are the same when they are equal or wait for the same parameter. */
export const sameValue = (a: Value<number>, b: Value<number>): boolean => valueText(a) === valueText(b);

export const valueText = (value: Value<string | number | boolean>): string =>
  typeof value === 'object' ? `{${value.parameter}}` : String(value);

/** Whether things of an account are deployed: a retired one keeps empty stacks. */
export const isLiveAccount = (topology: Topology, account: string): boolean =>
  !at(topology.accounts, account).retired;

export const isLive = (topology: Topology, workload: Workload): boolean =>
  !workload.retired && isLiveAccount(topology, workload.account);

/** What a topology creates, or created: the rest already exists and is only described. */
export const createdOf = <T extends { readonly existing: boolean }>(things: ByKey<T>): readonly T[] =>
  Object.values(things).filter(({ existing }) => !existing);

export const liveWorkloadsOf = (topology: Topology): readonly Workload[] =>
  Object.values(topology.workloads).filter((workload) => isLive(topology, workload));

export const liveGatewaysOf = (topology: Topology): readonly Gateway[] =>
  Object.values(topology.gateways).filter((gateway) => isLiveAccount(topology, gateway.account));

/** Services that are deployed. One that leads to a retired workload is removed with it: it would have no target. */
export const liveServicesOf = (topology: Topology): readonly Service[] =>
  Object.values(topology.services).filter((service) => isLiveService(topology, service));

export function isLiveService(topology: Topology, { account, provider }: Service): boolean {
  if (!isLiveAccount(topology, account)) return false;
  return provider.kind !== 'workload' || isLive(topology, at(topology.workloads, provider.workload));
}

export const accountIdOf = (topology: Topology, account: string): Text => at(topology.accounts, account).id;

/** A router's routes without retired targets; a route that only retired workloads answer goes with them. */
export const liveRoutesOf = (topology: Topology, { routes }: Router): readonly Route[] =>
  routes
    .map((route) => ({
      ...route,
      targets: route.targets.filter(({ workload }) => isLive(topology, at(topology.workloads, workload))),
    }))
    .filter(({ targets }) => targets.length > 0);

/** The topology as if nothing were retired; the same where nothing is. */
export function revived(topology: Topology): Topology {
  const { accounts, workloads } = topology;
  const isRetired = ({ retired }: { readonly retired: boolean }): boolean => retired;
  if (!Object.values(accounts).some(isRetired) && !Object.values(workloads).some(isRetired)) return topology;
  return { ...topology, accounts: withoutRetirement(accounts), workloads: withoutRetirement(workloads) };
}

const withoutRetirement = <T extends { readonly retired: boolean }>(things: ByKey<T>): ByKey<T> =>
  Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, { ...thing, retired: false }]));
