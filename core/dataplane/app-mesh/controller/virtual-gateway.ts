import { defined } from '../../../base/properties';
import type { Closed, GatewayRoute } from '../../../topology';
import type { Manifest, ManifestTree } from '../../pods/specs';
import { listenerOf, loggingOf } from './listeners';
import { httpMatchOf, listOf, namedMatchOf } from './matches';
import { labelOf, meshLabelOf } from '../../pods/injection';
import { selectorOf } from '../../pods/objects/labels';
import { resourceOf } from './resources';
import { serviceReference, type Scope, type Specs } from './scope';
import { clientPolicyOf } from './tls';

/** The gateway, and its routes, which it selects by a label: a namespace may contain several gateways. */
export function virtualGatewayOf(scope: Scope, gateway: Specs['gateways'][number]): readonly Manifest[] {
  const { key, name, listeners, backendDefaults, accessLog, routes } = gateway;
  const clientPolicy = clientPolicyOf(scope, backendDefaults);
  const spec = defined({
    awsName: name,
    namespaceSelector: { matchLabels: meshLabelOf(scope.topology.mesh.name) },
    gatewayRouteSelector: { matchLabels: gatewayLabelOf(key) },
    podSelector: { matchLabels: selectorOf(key) },
    listeners: listeners.map((listener) => listenerOf(scope, listener)),
    backendDefaults: clientPolicy && { clientPolicy },
    logging: loggingOf(accessLog),
  });
  return [
    resourceOf(scope, 'VirtualGateway', key, spec),
    ...routes.map((route) =>
      resourceOf(
        scope,
        'GatewayRoute',
        `${key}.${labelOf(route.name)}`,
        gatewayRouteOf(scope, route),
        gatewayLabelOf(key),
      ),
    ),
  ];
}

/** What a gateway selects its routes by. */
const gatewayLabelOf = (gateway: string): Readonly<Record<string, string>> => ({ gateway });

function gatewayRouteOf(scope: Scope, route: Closed<GatewayRoute>): ManifestTree {
  const { name, priority, protocol, service, targetPort, match, rewrite } = route;
  const target = defined({ virtualService: serviceReference(scope, service), port: targetPort });
  return defined({
    awsName: name,
    priority,
    [`${protocol}Route`]: {
      match: protocol === 'grpc' ? grpcMatchOf(match) : httpMatch(match),
      action: defined({ target, rewrite: rewriteOf(protocol, rewrite) }),
    },
  });
}

type Match = Closed<GatewayRoute>['match'];
type Rewrite = Closed<GatewayRoute>['rewrite'];

const hostnameOf = ({ hostname }: Match) => hostname && { [hostname.kind]: hostname.value };

const httpMatch = (match: Match) => defined({ ...httpMatchOf(match), hostname: hostnameOf(match) });

const grpcMatchOf = (match: Match) =>
  defined({
    serviceName: match.serviceName,
    hostname: hostnameOf(match),
    metadata: listOf(match.metadata.map(namedMatchOf)),
    port: match.port,
  });

/** A gRPC request has no path to rewrite. */
function rewriteOf(protocol: GatewayRoute['protocol'], { hostname, prefix, path }: Rewrite) {
  const rewrite = {
    ...(hostname && { hostname: { defaultTargetHostname: hostname } }),
    ...(protocol !== 'grpc' &&
      defined({ prefix: prefix && prefixOf(prefix), path: path && { exact: path } })),
  };
  return Object.keys(rewrite).length > 0 ? rewrite : undefined;
}

const prefixOf = ({ kind, value }: NonNullable<Rewrite['prefix']>) =>
  kind === 'default' ? { defaultPrefix: value } : { value };
