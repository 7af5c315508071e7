import type { Path, Text } from '../../topology';

/** A load balancer in front of a party, with all entries of one scheme and layer. */
export interface LoadBalancerSpec {
  /** `<party kind>/<party key>/<layer>-<scheme>`. */
  readonly id: string;
  /** Party id. */
  readonly party: string;
  readonly account: string;
  readonly layer: 'application' | 'network';
  readonly scheme: 'internal' | 'internet-facing';
  /** At most 32 characters. */
  readonly name: Text;
  readonly deletionProtection: boolean;
  readonly accessLogs?: { readonly bucket: Text; readonly prefix?: Text };
  readonly listeners: readonly LoadBalancerListener[];
  readonly targetGroups: readonly TargetGroupSpec[];
  readonly records: readonly DnsRecordSpec[];
}

/** A listener of a load balancer. */
export interface LoadBalancerListener {
  readonly at: Path;
  readonly port: number;
  /** Of the load balancer's API. */
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS';
  /** Key of the certificate; with HTTPS and TLS. */
  readonly certificate?: string;
  readonly action:
    | { readonly kind: 'forward'; readonly targetGroup: string }
    /** To HTTPS on that port. */
    | { readonly kind: 'redirect'; readonly port: number };
  /** CIDR blocks that may connect. */
  readonly sources: readonly string[];
}

/** A target group, in which tasks register by their addresses. */
export interface TargetGroupSpec {
  /** Unique in the load balancer: `<port of the entry>`. */
  readonly key: string;
  /** At most 32 characters. */
  readonly name: Text;
  /** Port of the task. */
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS';
  /** Of HTTP and HTTPS. */
  readonly version?: 'HTTP1' | 'HTTP2' | 'GRPC';
  readonly healthCheck: {
    readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
    readonly path?: Text;
    /** Status codes that mean healthy, as Elastic Load Balancing writes them: of HTTP, or of gRPC. Absent with TCP. */
    readonly codes?: string;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
  };
}

/** A record of Route 53, and its zone. */
export interface DnsRecordSpec {
  readonly name: Text;
  readonly zone:
    | { readonly kind: 'existing'; readonly id: Text }
    | { readonly kind: 'create'; readonly name: Text; readonly private: boolean };
}
