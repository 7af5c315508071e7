import type {
  AccessLog,
  ConnectionPool,
  DnsRecord,
  Duration,
  Entry,
  HealthCheck,
  ListenerTls,
  Protocol,
  Timeout,
} from './workload';
import type { ClientPolicy } from './certificate';
import type { Path } from './finding';
import type { Runtime } from './runtime';
import type { Tags, Text, Value } from './value';

/** How a header, a query parameter, a path or metadata is compared. */
export type StringMatch =
  | { readonly kind: 'exact'; readonly value: Text }
  | { readonly kind: 'prefix'; readonly value: Text }
  | { readonly kind: 'suffix'; readonly value: Text }
  | { readonly kind: 'regex'; readonly value: Text }
  /** From `start`, inclusive, to `end`, exclusive. */
  | { readonly kind: 'range'; readonly start: Value<number>; readonly end: Value<number> }
  | { readonly kind: 'present' };

export interface NamedMatch {
  readonly name: Text;
  readonly invert: Value<boolean>;
  readonly match: StringMatch;
}

/** What a request must look like. Which fields apply follows the route's protocol. */
export interface RouteMatch {
  readonly prefix?: Text;
  readonly path?: { readonly kind: 'exact' | 'regex'; readonly value: Text };
  readonly method?: Text;
  readonly scheme?: 'http' | 'https';
  readonly headers: readonly NamedMatch[];
  readonly query: readonly { readonly name: Text; readonly exact?: Text }[];
  readonly port?: Value<number>;
  /** gRPC only. */
  readonly serviceName?: Text;
  readonly methodName?: Text;
  readonly metadata: readonly NamedMatch[];
}

export interface RouteTarget {
  readonly at: Path;
  /** Key of the workload. */
  readonly workload: string;
  readonly weight: Value<number>;
  readonly port?: Value<number>;
}

export interface RetryPolicy {
  readonly maxRetries: Value<number>;
  readonly perRetryTimeout: Duration;
  readonly httpEvents: readonly string[];
  readonly tcpEvents: readonly string[];
  readonly grpcEvents: readonly string[];
}

export interface Route {
  readonly at: Path;
  readonly name: Text;
  readonly protocol: Protocol;
  /** 0 (first) to 1000; absent: App Mesh's own order. */
  readonly priority?: Value<number>;
  readonly match: RouteMatch;
  readonly targets: readonly RouteTarget[];
  readonly retry?: RetryPolicy;
  readonly timeout?: Timeout;
}

export interface Router {
  readonly name: Text;
  readonly at: Path;
  readonly listeners: readonly { readonly port: Value<number>; readonly protocol: Protocol }[];
  readonly routes: readonly Route[];
}

export type ServiceProvider =
  | { readonly kind: 'workload'; readonly workload: string }
  | { readonly kind: 'router'; readonly router: Router }
  /** The router of another service; App Mesh lets several services share one. */
  | { readonly kind: 'router-of'; readonly service: string }
  | { readonly kind: 'none' }
  /** Of a service that exists: it is unknown what is behind it. */
  | { readonly kind: 'unknown' };

/** The name that callers use: a virtual service in App Mesh. */
export interface Service {
  readonly key: string;
  readonly at: Path;
  /** DNS name, and in App Mesh the name of the virtual service. */
  readonly name: Text;
  readonly account: string;
  readonly provider: ServiceProvider;
  /** It is in the mesh already: only described, and never created. */
  readonly existing: boolean;
  readonly tags: Tags;
  /** `true`: the name resolves through the discovery name of its workload; `false`: it needs a record of its own. */
  readonly resolvesByDiscovery: boolean;
}

export interface GatewayListener {
  readonly at: Path;
  readonly port: Value<number>;
  readonly protocol: 'http' | 'http2' | 'grpc';
  readonly tls: ListenerTls;
  readonly healthCheck?: HealthCheck;
  readonly connectionPool?: ConnectionPool;
}

export interface GatewayRoute {
  readonly at: Path;
  readonly name: Text;
  readonly protocol: 'http' | 'http2' | 'grpc';
  readonly priority?: Value<number>;
  readonly match: RouteMatch & {
    readonly hostname?: { readonly kind: 'exact' | 'suffix'; readonly value: Text };
  };
  /** Key of the service. */
  readonly service: string;
  readonly targetPort?: Value<number>;
  readonly rewrite: {
    readonly hostname?: 'ENABLED' | 'DISABLED';
    readonly prefix?:
      | { readonly kind: 'default'; readonly value: 'ENABLED' | 'DISABLED' }
      | { readonly kind: 'value'; readonly value: Text };
    readonly path?: Text;
  };
}

/** A workload without an application: the mesh's entrance for traffic from outside. */
export interface Gateway {
  readonly key: string;
  readonly at: Path;
  readonly name: Text;
  readonly account: string;
  /** It already exists: only described, and never created. */
  readonly existing: boolean;
  readonly tags: Tags;
  readonly listeners: readonly GatewayListener[];
  readonly callDefaults?: ClientPolicy;
  readonly accessLog?: AccessLog;
  readonly routes: readonly GatewayRoute[];
  readonly runtime?: Runtime;
  readonly entries: readonly Entry[];
  /** What callers from outside require of TLS and present where they come without an entry; absent: unknown. */
  readonly callers?: ClientPolicy;
  /** DNS name to point at the gateway's load balancer, in an existing or a new zone. */
  readonly record?: DnsRecord;
}
