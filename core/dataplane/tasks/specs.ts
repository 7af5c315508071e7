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
  /** Annotations of its pods, which ECS does not have. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** It registers in a Cloud Map service that is created for it. */
  readonly registers: boolean;
  /** What of its proxy is too large for a task definition; in a pod all of it. */
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
  /** By names of environment variables: ARNs, and in a pod `NAME/KEY` of Secrets of Kubernetes. */
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
  /** In a pod: a command that runs as soon as the pod is to stop, while the other containers go on. */
  readonly beforeStop?: readonly Text[];
  /**
   * In a pod: its image may give its program the capability to bind ports below 1024, and such a program does not even start where
   * the container may not have it.
   */
  readonly mayBind?: true;
}

/** A command that exits with 0 where a container is healthy. */
export interface HealthCheckSpec {
  readonly command: readonly Text[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startSeconds: number;
}

/** Where a container has a volume. */
export interface MountSpec {
  /** Name of a volume. */
  readonly volume: string;
  readonly path: Text;
  readonly readOnly: boolean;
}

/** A volume of a task: empty at its start, or a store on EFS; in a pod also what Kubernetes has. */
export interface VolumeSpec {
  readonly name: string;
  /** Key of a store of kind `efs`; absent: an empty volume. */
  readonly store?: string;
  /** Name of a Secret of Kubernetes, whose keys are its files. */
  readonly secret?: Text;
  /** It has the configuration of the proxy: `TaskSpec.configuration`, in a ConfigMap of Kubernetes. */
  readonly isConfiguration?: true;
}

/** `proxyConfiguration` of the API, of type APPMESH; in a pod the settings of a container that redirects. */
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
  /** What is too large for a task definition: an object in the bucket of its account. In a pod a ConfigMap. */
  readonly configuration?: ConfigurationSpec;
  /** Annotations of its pods. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Ports of the application that a proxy accepts for it which is none of these containers. @default those of `interception` */
  readonly applicationPorts?: readonly number[];
  /** Where the application reaches a service on a port of it, as `host:port`; absent: it has no such way. */
  readonly endpointOf: (service: string, port: number) => string | undefined;
}

/** A configuration of a proxy that its task fetches from S3, or that its pod has from a ConfigMap. */
export interface ConfigurationSpec {
  /** Key of the object, or of the data: the same whatever the text, whose versions the bucket keeps. */
  readonly key: string;
  readonly text: Text;
}
