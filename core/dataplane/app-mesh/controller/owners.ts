import { unique } from '../../../base/collections';
import { at, type Service, type Topology } from '../../../topology';

/** Keys of clusters whose controller owns things of the mesh, by the keys of the things. What is absent is Terraform's. */
export interface Owners {
  readonly workloads: Readonly<Record<string, string>>;
  readonly gateways: Readonly<Record<string, string>>;
  /** Each with its router and its routes. */
  readonly services: Readonly<Record<string, string>>;
}

/** The cluster whose controller owns the object of a party: where its pods run. */
export type ControllerOf = (party: {
  readonly kind: 'workload' | 'gateway';
  readonly key: string;
}) => string | undefined;

/** Who owns what: each object has one owner, and never Terraform and a controller both. */
export function ownersOf(topology: Topology, controllerOf: ControllerOf): Owners {
  const of = (
    kind: 'workload' | 'gateway',
    things: Readonly<Record<string, { readonly existing: boolean }>>,
  ) =>
    byOwner(Object.entries(things), ([key, { existing }]) =>
      existing ? undefined : controllerOf({ kind, key }),
    );
  const workloads = of('workload', topology.workloads);
  return {
    workloads,
    gateways: of('gateway', topology.gateways),
    services: byOwner(Object.entries(topology.services), ([, service]) =>
      service.existing ? undefined : clustersOf(topology, workloads, service)[0],
    ),
  };
}

/**
 * Clusters of its own account that run what a service leads to, in the order of their keys: the first owns the service.
 * `app-mesh/controller-service` refuses several.
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

const byOwner = <T extends readonly [string, unknown]>(
  entries: readonly T[],
  ownerOf: (entry: T) => string | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries.flatMap((entry) => {
      const owner = ownerOf(entry);
      return owner === undefined ? [] : [[entry[0], owner]];
    }),
  );
