import type {
  AccessLog,
  Closed,
  ConnectionPool,
  Duration,
  GatewayRoute,
  HealthCheck,
  IpPreference,
  OutlierDetection,
  Path,
  Protocol,
  RouteMatch,
  Timeout,
  TlsMode,
} from '../../topology';
import type { Party } from '../lowered';
import type { CertificateSecret, TrustSecret } from './secret-specs';

/** Where a socket is: an IP address or a DNS name, and a port. */
export interface SocketSpec {
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
}

/** One Envoy: all that its bootstrap follows from, and nothing else. */
export interface ProxySpec {
  /** `workload/<key>` or `gateway/<key>`. */
  readonly id: string;
  readonly kind: Party['kind'];
  readonly key: string;
  readonly at: Path;
  /** Key of its account. */
  readonly account: string;
  /** Name of the mesh: Envoy's `node.cluster`. */
  readonly mesh: string;
  /**
   * How connections get to the proxy. `none`: it has listeners of its own for both directions, and needs no privilege.
   * `iptables`: the kernel redirects what enters and leaves the container to ports 15000 and 15001.
   */
  readonly interception: 'none' | 'iptables';
  /** Where the application may connect besides the mesh; only interception can enforce it. */
  readonly egress: 'DROP_ALL' | 'ALLOW_ALL';
  /** Address on which the inbound listeners accept connections. */
  readonly bind: string;
  /** Envoy's administration interface. */
  readonly admin: SocketSpec;
  /** Folder of the secrets' descriptions, `<folder>/sds/<secret>.json`. */
  readonly folder: string;
  readonly inbound: readonly InboundSpec[];
  readonly outbound: readonly OutboundSpec[];
  readonly upstreams: readonly UpstreamSpec[];
  readonly certificates: readonly CertificateSecret[];
  readonly trusts: readonly TrustSecret[];
  readonly accessLog?: Closed<AccessLog>;
  /** What receives the traces of requests, in the same container or one beside it. @default nothing */
  readonly tracing?: 'x-ray' | 'opentelemetry';
  /**
   * Handshakes of the proxy with itself, by which a container's health check sees whether its certificates work.
   * @default none
   */
  readonly probes?: readonly ProbeSpec[];
}

/** A certificate that a proxy presents to itself, and verifies as others would. */
export interface ProbeSpec {
  /** Name of a secret in `certificates`. */
  readonly certificate: string;
  /** Where it is presented: inside the container alone. */
  readonly socket: SocketSpec;
  /** Name of a secret in `trusts` to which it must chain; absent: the proxy trusts nobody who issues such. */
  readonly trust?: string;
  /** Names of which it must carry one; empty: none is known. */
  readonly names: readonly string[];
}

/** A port on which the proxy accepts what comes from others. */
export interface InboundSpec {
  readonly at: Path;
  /** Unique in the proxy: `4567`, `front_80`. */
  readonly name: string;
  /** The listener's port in the topology. */
  readonly listener: number;
  /** Port on which the proxy itself accepts connections; that of the application where they are intercepted. */
  readonly port: number;
  readonly protocol: Protocol;
  readonly tls: InboundTls;
  /** Where the application listens; absent at a gateway, which has `routes`. */
  readonly application?: SocketSpec;
  /** Routes of a gateway, in the order in which they are tried. */
  readonly routes?: readonly GatewayRouteSpec[];
  readonly timeout?: Closed<Timeout>;
  readonly connectionPool?: Closed<ConnectionPool>;
}

/** The TLS that a proxy accepts on a port. */
export type InboundTls =
  | { readonly kind: 'none' }
  /** The application terminates TLS; the proxy passes the bytes. */
  | { readonly kind: 'application' }
  | {
      readonly kind: 'mesh';
      readonly mode: TlsMode;
      /** Name of a secret in `certificates`. */
      readonly certificate: string;
      /** Present: callers must show a certificate that chains to `trust` and, where there are names, carries one of them. */
      readonly clients?: { readonly trust: string; readonly names: readonly string[] };
    };

/** A service that the application, or a gateway's route, can call. */
export interface OutboundSpec {
  /** Unique in the proxy: `<service>_<dialled port>`. */
  readonly name: string;
  /** Key of the service. */
  readonly service: string;
  /** Its host name. */
  readonly host: string;
  /** Port of the service that callers dial. */
  readonly port: number;
  readonly protocol: Protocol;
  /** Where the application reaches it through its proxy; absent with interception, and for routes of a gateway. */
  readonly local?: SocketSpec;
  /** In the order in which they are tried; of TCP the first alone counts. */
  readonly routes: readonly RouteSpec[];
}

/** A route of a service, to one upstream or several. */
export interface RouteSpec {
  readonly name: string;
  /** Absent: every request. */
  readonly match?: Closed<RouteMatch>;
  /** Names of `upstreams`, with their weights: at least one is above 0. */
  readonly targets: readonly { readonly upstream: string; readonly weight: number }[];
  readonly retry?: RetrySpec;
  readonly timeout?: Closed<Timeout>;
}

/** When a request is sent again. */
export interface RetrySpec {
  /** Attempts after the first. */
  readonly times: number;
  /** Absent: each attempt has what is left of the request's timeout. */
  readonly perTry?: Closed<Duration>;
  /** Conditions by the names of Envoy's `retry_on`. */
  readonly on: readonly string[];
  /** Status codes for the condition `retriable-status-codes`. */
  readonly statusCodes: readonly number[];
}

/** A route of a gateway, to a service. */
export interface GatewayRouteSpec {
  readonly name: string;
  readonly protocol: GatewayRoute['protocol'];
  readonly match: Closed<GatewayRoute['match']>;
  /** Name of the outbound that answers. */
  readonly outbound: string;
  /** Host name of the service: what the request's host becomes, unless `rewrite.hostname` is `DISABLED`. */
  readonly host: string;
  readonly rewrite: Closed<GatewayRoute['rewrite']>;
}

/** A listener of another party, as this proxy connects to it: a cluster of Envoy. */
export interface UpstreamSpec {
  /** Unique in the proxy: `<service>_<server's key>_<its listener's port>`, which follows from the topology alone. */
  readonly name: string;
  /** Party id. */
  readonly server: string;
  /** The listener's port in the topology. */
  readonly listener: number;
  /** Where the server's proxy accepts connections; several where they are known one by one. */
  readonly endpoints: readonly SocketSpec[];
  /** How names are resolved: each address is an endpoint, or whatever one answer contains is one. */
  readonly resolution: 'STRICT_DNS' | 'LOGICAL_DNS';
  readonly ipPreference?: IpPreference;
  readonly protocol: Protocol;
  /** Absent: plaintext, or bytes whose TLS the applications do. */
  readonly tls?: UpstreamTls;
  readonly healthCheck?: Closed<HealthCheck>;
  readonly outlierDetection?: Closed<OutlierDetection>;
}

/** The TLS with which a proxy connects to an upstream. */
export interface UpstreamTls {
  /** Name of a secret in `trusts`; absent: the server is not verified. */
  readonly trust?: string;
  /** Names of which the server's certificate must carry one; empty: any. */
  readonly names: readonly string[];
  /** Name of a secret in `certificates` that is shown when the server asks for one. */
  readonly certificate?: string;
  /** Server name indication (RFC 6066); absent where the name is not one of DNS. */
  readonly serverName?: string;
}
