import type { ClientPolicy, GatewayRoute, Path, Route, Trust } from '../../topology';
import type { Party } from '../lowered';
import type { AppMeshLowered, VirtualGatewaySpec, VirtualServiceSpec } from './specs';

type TlsPolicy = Extract<ClientPolicy, { kind: 'tls' }>;

/** A policy that asks for TLS, with the party that applies it. */
export interface AppliedPolicy {
  readonly party: Party;
  readonly policy: TlsPolicy;
}

/** Every TLS policy: the callers' defaults and those of single calls. */
export const policiesOf = ({ parties }: AppMeshLowered): readonly AppliedPolicy[] =>
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

export const beliefsOf = (lowered: AppMeshLowered): readonly Belief[] => [
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

export interface RoutedService {
  readonly service: VirtualServiceSpec;
  readonly route: Route;
}

/** Every route, under the service that owns its router. */
export const routesOf = ({ services }: AppMeshLowered): readonly RoutedService[] =>
  services.flatMap((service) => (service.router?.routes ?? []).map((route) => ({ service, route })));

export interface RoutedGateway {
  readonly gateway: VirtualGatewaySpec;
  readonly route: GatewayRoute;
}

export const gatewayRoutesOf = ({ gateways }: AppMeshLowered): readonly RoutedGateway[] =>
  gateways.flatMap((gateway) => gateway.routes.map((route) => ({ gateway, route })));
