import { isRecord, recordOf } from '../../../core/base/json';
import { asDeployed, unprivileged } from '../../envoy/ways';
import { HOP_FORMAT } from './hop-format';
import { addressesMoved, pathsMoved, type Mount, type TaskPlace } from './text';

type Json = Readonly<Record<string, unknown>>;

/** What an Envoy of a task is given besides its own configuration. */
export interface EnvoyPlace {
  readonly place: TaskPlace;
  readonly mounts: readonly Mount[];
  /** The resolver of its VPC. */
  readonly resolver: { readonly address: string; readonly port: number };
  /** File for one line for each request or connection, in JSON: `Hop`. */
  readonly hopsFile: string;
  /** ECS leads the connections of the task to it: the application has the task's loopback interface for itself. */
  readonly isIntercepted: boolean;
  /** Where an address of AWS is on this machine. */
  readonly faceOf: (ip: string) => string;
}

/** A configuration of Envoy in its place on this machine. */
export interface PlacedBootstrap {
  readonly bootstrap: Json;
  /** Its administration interface; none where it has none. */
  readonly admin: readonly SocketAddress[];
  /** Ports on which it accepts what comes from outside of the task, as they are deployed. */
  readonly listens: readonly number[];
  /** Ports of this task that it sends to, without its own, as they are here. */
  readonly applications: readonly number[];
  /** Where it answers for services that the application of its task calls, as it is here. */
  readonly services: readonly SocketAddress[];
  /** Names of clusters whose servers it verifies, and ports on which it verifies its callers, as they are deployed. */
  readonly verifies: ReadonlySet<string>;
}

/** What a configuration must have to be one of Envoy. */
export const isBootstrap = (value: unknown): value is Json =>
  isRecord(value) && (isRecord(value['static_resources']) || isRecord(value['dynamic_resources']));

/**
 * A configuration of Envoy as it can run beside others on this machine. Addresses of the task, ports that need a privilege and
 * paths of files differ, and what names resolve to; Envoy also connects from the address of its task, logs each hop, and
 * asks again sooner for a name that does not resolve. TLS, names, routes and filters are as they are deployed.
 */
export function placedBootstrap(deployed: Json, at: EnvoyPlace): PlacedBootstrap {
  const { place } = at;
  const resources = recordOf(deployed['static_resources']);
  const listeners = listOf(resources['listeners']).map((listener) =>
    at.isIntercepted ? listener : openedOf(listener),
  );
  const clusters = listOf(resources['clusters']).map(eager);
  const moved = recordOf(
    movedJson({ ...deployed, static_resources: { ...resources, listeners, clusters } }, at),
  );
  const sockets = socketsIn(recordOf(moved['static_resources'])['listeners']);
  const admin = socketsIn(moved['admin']);
  const own = new Set([...sockets, ...admin].map(keyOf));
  const ends = socketsIn(recordOf(moved['static_resources'])['clusters']);
  return {
    bootstrap: {
      ...moved,
      typed_dns_resolver_config: resolverOf(at.resolver),
      cluster_manager: {
        ...recordOf(moved['cluster_manager']),
        upstream_bind_config: { source_address: { address: place.inside, port_value: 0 } },
      },
    },
    admin,
    listens: portsOf(sockets.filter(({ address }) => address === place.inside)).map(asDeployed),
    applications: portsOf(ends.filter((end) => end.address === place.local && !own.has(keyOf(end)))),
    services: sockets.filter(({ address }) => address !== place.inside && address !== place.local),
    verifies: new Set([
      ...clusters.filter(hasValidation).map(({ name }) => String(name)),
      ...listeners
        .filter(hasValidation)
        .flatMap((listener) => portsOf(socketsIn(listener['address'])).map(String)),
    ]),
  };
}

/** Whether a cluster or listener has anything that a certificate is compared with (CommonTlsContext). */
const hasValidation = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasValidation)
    : isRecord(value) &&
      Object.entries(value).some(
        ([key, inner]) => /validation_context(?:_sds_secret_config)?$/.test(key) || hasValidation(inner),
      );

/** An address and port of TCP. */
export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

const keyOf = ({ address, port }: SocketAddress): string => `${address}:${port}`;
const portsOf = (sockets: readonly SocketAddress[]): readonly number[] => [
  ...new Set(sockets.map(({ port }) => port)),
];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A listener on all addresses is one on both of the task: that of its network interface, and that of its loopback. */
function openedOf(listener: Json): Json {
  const socket = recordOf(recordOf(listener['address'])['socket_address']);
  if (socket['address'] !== '0.0.0.0') return listener;
  const more = { address: { socket_address: { ...socket, address: '127.0.0.1' } } };
  return { ...listener, additional_addresses: [...listOf(listener['additional_addresses']), more] };
}

/** On AWS the tasks of a mesh start at some time; here somebody waits. */
function eager(cluster: Json): Json {
  const again = { base_interval: '0.2s', max_interval: '1s' };
  const typed = recordOf(recordOf(cluster['cluster_type'])['typed_config']);
  if (textOf(typed['@type']).endsWith('.DnsCluster'))
    return {
      ...cluster,
      cluster_type: {
        ...recordOf(cluster['cluster_type']),
        typed_config: { ...typed, dns_failure_refresh_rate: again },
      },
    };
  return textOf(cluster['type']).endsWith('_DNS') ? { ...cluster, dns_failure_refresh_rate: again } : cluster;
}

/** The filters that log: one line for a request, or for a connection. */
const LOGGING = /\.(?:HttpConnectionManager|TcpProxy)$/;

function movedJson(value: unknown, at: EnvoyPlace): unknown {
  if (typeof value === 'string') return addressesMoved(pathsMoved(value, at.mounts), at.place);
  if (Array.isArray(value)) return value.map((each) => movedJson(each, at));
  if (!isRecord(value)) return value;
  const moved = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, movedField(key, inner, at)]),
  );
  return LOGGING.test(textOf(value['@type']))
    ? { ...moved, access_log: [...listOf(moved['access_log']), hopLog(at.hopsFile)] }
    : moved;
}

/** Addresses of AWS are endpoints of clusters; those of loopback and all zeros are the task's own. */
const OF_AWS = /^(?!127\.|0\.0\.0\.0$)\d+(?:\.\d+){3}$/;

/** What is compared with requests, or sent: paths of URLs are none of files. */
const OF_REQUESTS = new Set(['match', 'http_health_check', 'prefix_rewrite']);

function movedField(key: string, value: unknown, at: EnvoyPlace): unknown {
  if (OF_REQUESTS.has(key)) return value;
  if (key === 'port_value' && typeof value === 'number' && value > 0) return unprivileged(value);
  if (key === 'address' && typeof value === 'string' && OF_AWS.test(value)) return at.faceOf(value);
  return movedJson(value, at);
}

const hopLog = (path: string): Json => ({
  name: 'envoy.access_loggers.file',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
    path,
    log_format: { json_format: HOP_FORMAT },
  },
});

const resolverOf = ({ address, port }: EnvoyPlace['resolver']): Json => ({
  name: 'envoy.network.dns_resolver.cares',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig',
    resolvers: [{ socket_address: { address, port_value: port } }],
    dns_resolver_options: { no_default_search_domain: true },
  },
});

function socketsIn(value: unknown): readonly SocketAddress[] {
  if (Array.isArray(value)) return value.flatMap(socketsIn);
  if (!isRecord(value)) return [];
  const { address, port_value: port } = value;
  if (typeof address === 'string' && typeof port === 'number') return [{ address, port }];
  return Object.values(value).flatMap(socketsIn);
}
