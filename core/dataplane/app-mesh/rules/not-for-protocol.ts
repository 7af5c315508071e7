import type { ConnectionPool, GatewayRoute, Protocol, Route, RouteMatch } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

const HTTP_MATCH = ['prefix', 'path', 'method', 'scheme', 'headers', 'query', 'port'];

/** Fields of a match that the API has for a route of that protocol. */
const ROUTE_MATCH: Readonly<Record<Protocol, readonly string[]>> = {
  http: HTTP_MATCH,
  http2: HTTP_MATCH,
  grpc: ['serviceName', 'methodName', 'metadata', 'port'],
  tcp: ['port'],
};

const HTTP_GATEWAY_MATCH = ['prefix', 'path', 'method', 'headers', 'query', 'port', 'hostname'];

const GATEWAY_MATCH: Readonly<Record<GatewayRoute['protocol'], readonly string[]>> = {
  http: HTTP_GATEWAY_MATCH,
  http2: HTTP_GATEWAY_MATCH,
  grpc: ['serviceName', 'metadata', 'port', 'hostname'],
};

const POOL: Readonly<Record<Protocol, readonly (keyof ConnectionPool)[]>> = {
  http: ['maxConnections', 'maxPendingRequests'],
  http2: ['maxRequests'],
  grpc: ['maxRequests'],
  tcp: ['maxConnections'],
};

/** What a route or listener says has a meaning for its protocol (App Mesh API). */
export const notForProtocol: AppMeshRule = {
  id: 'app-mesh/not-for-protocol',
  severity: 'error',
  sentence: 'a route or listener has a field that its protocol does not have',
  source: DOCUMENTS.types,
  hitsOf: (topology, lowered) => [
    ...routesOf(topology).flatMap(({ route }) =>
      [...foreignOf(route.match, ROUTE_MATCH[route.protocol]), ...routeExtras(route)].map((field) =>
        stranger(route.at, `a ${route.protocol} route`, field),
      ),
    ),
    ...gatewayRoutesOf(topology).flatMap(({ route }) =>
      [...foreignOf(route.match, GATEWAY_MATCH[route.protocol]), ...gatewayExtras(route)].map((field) =>
        stranger(route.at, `a ${route.protocol} gateway route`, field),
      ),
    ),
    ...lowered.parties.flatMap(({ listeners }) =>
      listeners.flatMap(({ at, protocol, connectionPool = {}, timeout }) =>
        [
          ...foreignOf(connectionPool, POOL[protocol]),
          ...(protocol === 'tcp' && timeout?.perRequest !== undefined ? ['timeout.perRequest'] : []),
        ].map((field) => stranger(at, `a ${protocol} listener`, field)),
      ),
    ),
  ],
};

const foreignOf = (fields: RouteMatch | ConnectionPool, known: readonly string[]): readonly string[] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([field]) => field)
    .filter((field) => !known.includes(field));

const routeExtras = ({ protocol, retry, timeout }: Route): readonly string[] => [
  ...(protocol === 'tcp' && retry !== undefined ? ['retry'] : []),
  ...(protocol === 'tcp' && timeout?.perRequest !== undefined ? ['timeout.perRequest'] : []),
  ...(protocol !== 'grpc' && (retry?.grpcEvents ?? []).length > 0 ? ['retry on gRPC events'] : []),
];

const gatewayExtras = ({ protocol, rewrite }: GatewayRoute): readonly string[] =>
  protocol === 'grpc' && (rewrite.prefix !== undefined || rewrite.path !== undefined)
    ? ['rewrite of the path']
    : [];

const stranger = (at: Route['at'], where: string, field: string) =>
  hit(at, `${where} has no ${field}`, `drop ${field}, or change the protocol`);
