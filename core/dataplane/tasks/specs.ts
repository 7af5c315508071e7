import type { OutputValue } from '../../planner';
import type { Path, Text } from '../../topology';

/** A text, part by part: what is known, and values that only Terraform knows. */
export type Filled = readonly (Text | OutputValue)[];

/** A task definition of Amazon ECS with the service that keeps it running, in the terms of its API, before Terraform. */
export interface TaskSpec {
  /** Party id: `workload/<key>` or `gateway/<key>`; of what fills a store `store/<key>`, which each account has its own of. */
  readonly id: string;
  readonly kind: 'workload' | 'gateway' | 'store';
  readonly key: string;
  readonly at: Path;
  /** Key of its account. */
  readonly account: string;
  /** `<mesh>-<key>`: family of the task definition and name of the service. */
  readonly name: Text;
  readonly cluster: string;
  readonly cpu: number;
  readonly memory: number;
  readonly architecture: 'X86_64' | 'ARM64';
  /** In the order in which they start. */
  readonly containers: readonly ContainerSpec[];
  readonly volumes: readonly VolumeSpec[];
  /** Interception by ECS; absent: none. */
  readonly interception?: InterceptionSpec;
  /** What its role may do, besides the policy of its proxy. */
  readonly allows: readonly Statement[];
  /** ARNs of policies that its role has besides. */
  readonly policies: readonly Text[];
  /** What ECS itself may do to start it, besides writing logs. */
  readonly startAllows: readonly Statement[];
  readonly replicas: { readonly least: number; readonly most?: number; readonly cpuPercent: number };
  /** `kmsKey` absent: the key that is created for the logs of the account's tasks. */
  readonly logs: { readonly retentionDays: number; readonly kmsKey?: Text };
  readonly exec: boolean;
  /** Seconds in which failing health checks of load balancers do not count; absent: nothing is in front of it. */
  readonly graceSeconds?: number;
  /** Load balancers in front of it: ids of target groups, with the container and the port that they reach. */
  readonly targets: readonly TargetSpec[];
  /** It registers in a Cloud Map service that is created for it. */
  readonly registers: boolean;
  /** What of its proxy is too large for a task definition. */
  readonly configuration?: ConfigurationSpec;
}

/** One container of a task (`ContainerDefinition` of the API). */
export interface ContainerSpec {
  /** Unique in the task: `app`, `envoy`, `files`, `files-init`, `tracing`. */
  readonly name: string;
  readonly image: Text;
  /** Whether the task stops where it stops. */
  readonly essential: boolean;
  /** Absent: that of the image. */
  readonly entryPoint?: readonly Text[];
  readonly command?: readonly Filled[];
  /** User, or `uid:gid`. Absent: that of the image. */
  readonly user?: Text;
  readonly environment: Readonly<Record<string, Filled>>;
  /** ARNs by names of environment variables. */
  readonly secrets: Readonly<Record<string, Text>>;
  /** TCP ports that others reach. */
  readonly ports: readonly number[];
  readonly mounts: readonly MountSpec[];
  readonly dependsOn: readonly {
    readonly container: string;
    readonly condition: 'START' | 'SUCCESS' | 'HEALTHY';
  }[];
  readonly healthCheck?: HealthCheckSpec;
  readonly readOnly: boolean;
  /** MiB that it may not exceed. Absent: the memory of the task. */
  readonly memory?: number;
  /** Seconds between SIGTERM and SIGKILL, at most 120 on Fargate. @default 30 */
  readonly stopSeconds?: number;
}

/** A command that exits with 0 where a container is healthy. */
export interface HealthCheckSpec {
  readonly command: readonly Text[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startSeconds: number;
}

export interface MountSpec {
  /** Name of a volume. */
  readonly volume: string;
  readonly path: Text;
  readonly readOnly: boolean;
}

/** A volume of a task: empty at its start, or a store on EFS. */
export interface VolumeSpec {
  readonly name: string;
  /** Key of a store of kind `efs`; absent: an empty volume. */
  readonly store?: string;
}

/** `proxyConfiguration` of the API, of type APPMESH. */
export interface InterceptionSpec {
  /** Name of the container. */
  readonly proxy: string;
  readonly ignoredUser: number;
  /** Group of what is never redirected besides, such as a script that runs before the proxy. */
  readonly ignoredGroup: number;
  /** Ports of the application that callers reach through the proxy. */
  readonly applicationPorts: readonly number[];
  readonly inboundPort: number;
  readonly outboundPort: number;
  readonly ignoredPorts: readonly number[];
  readonly ignoredAddresses: readonly string[];
}

/** What a role may do. */
export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly Filled[];
  /** Why a resource is `*`, where it is: the service has no narrower one. */
  readonly because?: string;
  /** As IAM writes it. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A target group that a task registers in. */
export interface TargetSpec {
  /** Id of its `LoadBalancerSpec`. */
  readonly loadBalancer: string;
  /** Key of the target group in that: `<port>`. */
  readonly targetGroup: string;
  readonly container: string;
  readonly port: number;
}

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

/** What a data plane puts into the task of a party. */
export interface TaskParts {
  /** Containers beside the application, in the order in which they start. */
  readonly containers: readonly ContainerSpec[];
  readonly volumes: readonly VolumeSpec[];
  /** What the application waits for. */
  readonly applicationAfter: ContainerSpec['dependsOn'];
  readonly interception?: InterceptionSpec;
  readonly allows: readonly Statement[];
  /** Name of the container that accepts what comes from load balancers and callers. */
  readonly entrance: string;
  /** What is too large for a task definition: an object in the bucket of its account. */
  readonly configuration?: ConfigurationSpec;
  /** Where the application reaches a service on a port of it, as `host:port`; absent: it has no such way. */
  readonly endpointOf: (service: string, port: number) => string | undefined;
}

/** A configuration of a proxy that its task fetches from S3. */
export interface ConfigurationSpec {
  /** Key of the object: the same whatever the text, whose versions the bucket keeps. */
  readonly key: string;
  readonly text: Text;
}
