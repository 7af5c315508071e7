import type { Interception } from './account';
import type { Path } from './finding';
import type { Runtime } from './runtime';
import type { ClientPolicy, Trust } from './certificate';
import type { Tags, Text, Value } from './value';

export type Protocol = 'http' | 'http2' | 'grpc' | 'tcp';

export interface Duration {
  readonly value: Value<number>;
  readonly unit: 'ms' | 's';
}

export type TlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLED';

/** What terminates TLS on a listener: nothing, the application itself (the mesh passes bytes), or the mesh. */
export type ListenerTls =
  | { readonly kind: 'none' }
  | { readonly kind: 'application' }
  | {
      readonly kind: 'mesh';
      readonly mode: Value<TlsMode>;
      /** Key of the certificate it presents. */
      readonly certificate: string;
      /** Present: callers must show a certificate that this accepts. */
      readonly validation?: { readonly trust: Trust; readonly names: readonly Text[] };
      /** Written: callers are not asked for a certificate, on a data plane that would ask them too. */
      readonly clients?: 'none';
      /**
       * `validation` follows from the callers of the mesh alone: who comes through a load balancer that passes bytes is
       * asked for no certificate, on a listener of its own.
       */
      readonly asksMeshAlone?: true;
    };

export interface HealthCheck {
  readonly protocol: Protocol;
  /** Only for http and http2. */
  readonly path?: Text;
  readonly port: Value<number>;
  readonly healthyThreshold: Value<number>;
  readonly unhealthyThreshold: Value<number>;
  readonly intervalMillis: Value<number>;
  readonly timeoutMillis: Value<number>;
}

export interface Timeout {
  readonly idle?: Duration;
  /** Not for tcp. */
  readonly perRequest?: Duration;
}

export interface OutlierDetection {
  readonly maxServerErrors: Value<number>;
  readonly maxEjectionPercent: Value<number>;
  readonly interval: Duration;
  readonly baseEjectionDuration: Duration;
}

/** Which fields apply follows the listener's protocol: http both, tcp connections, http2 and grpc requests. */
export interface ConnectionPool {
  readonly maxConnections?: Value<number>;
  readonly maxPendingRequests?: Value<number>;
  readonly maxRequests?: Value<number>;
}

export interface Listener {
  readonly at: Path;
  readonly port: Value<number>;
  readonly protocol: Protocol;
  readonly tls: ListenerTls;
  readonly healthCheck?: HealthCheck;
  readonly timeout?: Timeout;
  readonly outlierDetection?: OutlierDetection;
  readonly connectionPool?: ConnectionPool;
}

export type IpPreference = 'IPv4_PREFERRED' | 'IPv6_PREFERRED' | 'IPv4_ONLY' | 'IPv6_ONLY';

/** How callers find the workload's addresses. */
export type Discovery =
  | {
      readonly kind: 'cloud-map';
      readonly namespace: Text;
      readonly service: Text;
      readonly attributes: Readonly<Record<string, Text>>;
      readonly ipPreference?: IpPreference;
      /** Seconds for which callers may keep an address; only of one that is created. */
      readonly ttl: Value<number>;
      /** `false`: namespace and service already exist, in the workload's account. */
      readonly create: boolean;
    }
  | {
      readonly kind: 'dns';
      readonly hostname: Text;
      readonly responseType?: 'LOADBALANCER' | 'ENDPOINTS';
      readonly ipPreference?: IpPreference;
      /** The name is in the namespace of the account: a Cloud Map service is created, which has its record. */
      readonly registers?: { readonly namespace: Text; readonly service: Text };
    }
  | { readonly kind: 'none' };

export interface Call {
  readonly at: Path;
  /** Key of the service. */
  readonly service: string;
  /** Absent: the caller's `callDefaults` decide. */
  readonly policy?: ClientPolicy;
}

export interface AccessLog {
  readonly path: Text;
  readonly format?:
    | { readonly kind: 'text'; readonly text: Text }
    | { readonly kind: 'json'; readonly fields: readonly { readonly key: Text; readonly value: Text }[] };
}

/** Who may come from outside the mesh, through a load balancer. */
export interface Entry {
  readonly at: Path;
  readonly kind: 'load-balancer';
  /** Port on which the load balancer listens. */
  readonly port: Value<number>;
  /** How outside callers reach the load balancer. */
  readonly outside:
    | { readonly kind: 'plain' }
    /** The load balancer terminates TLS with this certificate (key). */
    | { readonly kind: 'tls'; readonly certificate: string };
  /**
   * How the load balancer reaches the listener: again with TLS (without verification), plain, or `passed`, as a network
   * load balancer without TLS passes the caller's own bytes.
   */
  readonly inside: 'encrypted' | 'plain' | 'passed';
  /** What the callers require of TLS and present, where their bytes are passed; absent: unknown. */
  readonly callers?: ClientPolicy;
  /** Port of the listener behind it; one on which no listener is leads past the proxy of a workload. */
  readonly listener: Value<number>;
  readonly scheme: 'internal' | 'internet-facing';
  /** CIDR blocks that may connect. */
  readonly sources: readonly string[];
  /** Port on which the load balancer answers plain HTTP with a redirect to `port`; only with TLS, of an HTTP listener. */
  readonly redirectFrom?: Value<number>;
  /** Name by which callers find the load balancer. */
  readonly record?: DnsRecord;
  /** An S3 bucket that exists, for the access logs of the load balancer. */
  readonly accessLogs?: { readonly bucket: Text; readonly prefix?: Text };
  /** Whether AWS refuses to delete the load balancer. */
  readonly deletionProtection: boolean;
}

/** A record of Route 53 that leads to a load balancer. */
export interface DnsRecord {
  readonly at: Path;
  readonly name: Text;
  /** Id of a hosted zone that exists, in the same account. Absent: a zone is created, of the name without its first label. */
  readonly zone?: Text;
  /** Whether a zone that is created answers in the VPC of its account alone. */
  readonly private: boolean;
}

/** What listens and calls: a virtual node in App Mesh. */
export interface Workload {
  readonly key: string;
  readonly at: Path;
  /** Name of the mesh object; the key unless a foreign name is kept. */
  readonly name: Text;
  readonly account: string;
  readonly retired: boolean;
  /** It already exists: only described, and never created. */
  readonly existing: boolean;
  readonly tags: Tags;
  readonly listeners: readonly Listener[];
  readonly discovery: Discovery;
  readonly calls: readonly Call[];
  /** App Mesh's `backendDefaults`. */
  readonly callDefaults?: ClientPolicy;
  readonly accessLog?: AccessLog;
  readonly interception: Interception;
  readonly runtime?: Runtime;
  readonly entries: readonly Entry[];
}
