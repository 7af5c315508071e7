import { unique } from '../../../base/collections';
import { hasController } from '../../pods/injection';
import { at, type Service, type Topology, type Workload } from '../../../topology';

/** Keys of clusters whose controller owns things of the mesh, by the keys of the things. What is absent is Terraform's. */
export interface Owners {
  readonly workloads: Readonly<Record<string, string>>;
  readonly gateways: Readonly<Record<string, string>>;
  /** Each with its router and its routes. */
  readonly services: Readonly<Record<string, string>>;
}

/** Who owns what: each object has one owner, and never Terraform and a controller both. */
export function ownersOf(topology: Topology): Owners {
  const workloads = byOwner(Object.values(topology.workloads), (workload) =>
    controllerOf(topology, workload),
  );
  return {
    workloads,
    gateways: byOwner(Object.values(topology.gateways), (gateway) => controllerOf(topology, gateway)),
    services: byOwner(Object.values(topology.services), (service) =>
      service.existing ? undefined : clustersOf(topology, workloads, service)[0],
    ),
  };
}

/** The cluster where a party's pods run, if its controller makes the mesh objects. */
function controllerOf(
  { clusters }: Topology,
  { existing, runtime }: Pick<Workload, 'existing' | 'runtime'>,
): string | undefined {
  if (existing || runtime === undefined || !Object.hasOwn(clusters, runtime.cluster)) return undefined;
  return hasController(clusters, runtime.cluster) ? runtime.cluster : undefined;
}

/**
 * Clusters of its own account that run what a service leads to, in the order of their keys: the first owns the service.
 * `app-mesh/controller` refuses several.
 */
export const clustersOf = (
  topology: Topology,
  workloads: Owners['workloads'],
  service: Service,
): readonly string[] =>
  unique(
    leadsTo(topology, service)
      .filter((key) => at(topology.workloads, key).account === service.account)
      .flatMap((key) => workloads[key] ?? []),
  ).toSorted();

/** Keys of the workloads behind a service. */
export function leadsTo(topology: Topology, { provider }: Service): readonly string[] {
  switch (provider.kind) {
    case 'workload':
      return [provider.workload];
    case 'router':
      return unique(provider.router.routes.flatMap(({ targets }) => targets.map(({ workload }) => workload)));
    case 'router-of': {
      const shared = at(topology.services, provider.service);
      return shared.provider.kind === 'router' ? leadsTo(topology, shared) : [];
    }
    case 'none':
    case 'unknown':
      return [];
  }
}

const byOwner = <T extends { readonly key: string }>(
  things: readonly T[],
  ownerOf: (thing: T) => string | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    things.flatMap((thing) => {
      const owner = ownerOf(thing);
      return owner === undefined ? [] : [[thing.key, owner]];
    }),
  );
