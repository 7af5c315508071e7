import {
  type ClientPolicy,
  type Gateway,
  type GatewayRoute,
  type Path,
  type Route,
  type Router,
  type Service,
  type Topology,
  type Trust,
} from '../../topology';
import { liveGatewaysOf, liveRoutesOf, liveServicesOf } from '../live';
import type { Lowered, Party } from '../lowered';

type TlsPolicy = Extract<ClientPolicy, { kind: 'tls' }>;

/** A policy that asks for TLS, with the party that applies it. */
export interface AppliedPolicy {
  readonly party: Party;
  readonly policy: TlsPolicy;
}

/** Every TLS policy: the callers' defaults and those of single calls. */
export const policiesOf = ({ parties }: Pick<Lowered, 'parties'>): readonly AppliedPolicy[] =>
  parties.flatMap((party) =>
    [party.backendDefaults, ...party.backends.map(({ clientPolicy }) => clientPolicy)].flatMap((policy) =>
      policy?.kind === 'tls' ? [{ party, policy }] : [],
    ),
  );

/** What a side trusts, and which names it expects of the other. */
export interface Belief {
  readonly at: Path;
  readonly side: 'caller' | 'listener';
  readonly party: Party;
  readonly trust: Trust;
  readonly names: readonly string[];
}

/** What every caller and every listener that validates certificates trusts and expects. */
export const beliefsOf = (lowered: Pick<Lowered, 'parties'>): readonly Belief[] => [
  ...policiesOf(lowered).map(({ party, policy }): Belief => ({
    at: policy.at,
    side: 'caller',
    party,
    trust: policy.trust,
    names: policy.names,
  })),
  ...lowered.parties.flatMap((party) =>
    party.listeners.flatMap(({ at, tls }): readonly Belief[] =>
      tls.kind === 'mesh' && tls.validation !== undefined
        ? [{ at, side: 'listener', party, ...tls.validation }]
        : [],
    ),
  ),
];

/** A route, with the service that owns its router. */
export interface RoutedService {
  readonly service: Service;
  readonly router: Router;
  readonly route: Route;
}

/** Every route that is deployed, without retired targets, under the service that owns its router. */
export const routesOf = (topology: Topology): readonly RoutedService[] =>
  liveServicesOf(topology).flatMap((service) => {
    const { provider } = service;
    if (provider.kind !== 'router') return [];
    return liveRoutesOf(topology, provider.router).map((route) => ({
      service,
      router: provider.router,
      route,
    }));
  });

/** A route of a gateway, with the gateway. */
export interface RoutedGateway {
  readonly gateway: Gateway;
  readonly route: GatewayRoute;
}

/** Every route of a gateway that is deployed. */
export const gatewayRoutesOf = (topology: Topology): readonly RoutedGateway[] =>
  liveGatewaysOf(topology).flatMap((gateway) => gateway.routes.map((route) => ({ gateway, route })));
