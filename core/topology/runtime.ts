import type { Path } from './finding';
import type { Text, Value } from './value';

/**
 * What runs the containers of a workload or gateway: a service of Amazon ECS, or a deployment in a cluster of Amazon EKS.
 * Absent where someone else runs them.
 */
export interface Runtime {
  readonly at: Path;
  /** Key of the cluster. */
  readonly cluster: string;
  /** CPU units of the whole task, proxy included; 1024 to a vCPU. */
  readonly cpu: Value<number>;
  /** MiB of the whole task, proxy included. */
  readonly memory: Value<number>;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly replicas: Replicas;
  /** Absent: a gateway, which has no application. */
  readonly application?: Application;
  readonly logs: Logs;
  /** Whether people may start commands in the containers (ECS Exec), by SSM and without a key or a public address; only on ECS. */
  readonly exec: boolean;
  /** What receives the traces of proxy and application, in a container of the same task. */
  readonly tracing: 'none' | 'x-ray' | 'opentelemetry';
}

/** How many tasks or pods run. */
export interface Replicas {
  /** At least so many; without `most` just so many. */
  readonly least: Value<number>;
  /** Present: Application Auto Scaling, or on EKS a HorizontalPodAutoscaler, adds up to this number. */
  readonly most?: Value<number>;
  /** Average use of CPU in percent that autoscaling holds; only with `most`. */
  readonly cpuPercent: Value<number>;
}

/** The container of the application itself. */
export interface Application {
  readonly image: Text;
  /** Absent: that of the image. */
  readonly entryPoint?: readonly Text[];
  /** Absent: that of the image. */
  readonly command?: readonly Text[];
  /** `user`, `uid` or `uid:gid`. Absent: that of the image. */
  readonly user?: Text;
  /** Values by names. A value may contain `${service.KEY}`: where the application reaches that service, `host:port`. */
  readonly environment: Readonly<Record<string, Text>>;
  /**
   * By names of environment variables, on ECS ARNs of secrets (Secrets Manager) and parameters (SSM), on EKS `NAME/KEY` of a
   * Secret of Kubernetes: no value is in a state.
   */
  readonly secrets: Readonly<Record<string, Text>>;
  readonly healthCheck?: ContainerHealthCheck;
  /** Keys of stores whose files it reads. */
  readonly stores: readonly string[];
  /** Folders that it may write to, each an empty volume of its task. */
  readonly writes: readonly Text[];
  /** Whether its root file system is read-only; `writes` lists what is not. */
  readonly readOnly: boolean;
  /** ARNs of policies for what the application itself asks AWS: attached to the role of its task. */
  readonly policies: readonly Text[];
}

/** A command in the container that exits with 0 where it is healthy. */
export interface ContainerHealthCheck {
  /** As ECS takes it: `CMD` or `CMD-SHELL`, then the command. */
  readonly command: readonly Text[];
  /** 5 to 300. */
  readonly intervalSeconds: Value<number>;
  /** 2 to 60. */
  readonly timeoutSeconds: Value<number>;
  /** 1 to 10. */
  readonly retries: Value<number>;
  /** 0 to 300: failures do not count before. */
  readonly startSeconds: Value<number>;
}

/** Logs of the containers, in CloudWatch; only on ECS. */
export interface Logs {
  /** One of the numbers that CloudWatch accepts. */
  readonly retentionDays: Value<number>;
  /** ARN of a key. Absent: one that is created for the logs of the account's tasks. */
  readonly kmsKey?: Text;
}

/** Images of what meshspan puts beside an application. Absent: what the data plane has tested. */
export interface Images {
  /** The Envoy. */
  readonly proxy?: Text;
  /** AWS's command with a shell: fetches certificates. */
  readonly files?: Text;
  /** Receives traces. */
  readonly tracing?: Text;
  /** Redirects the connections of a pod to its proxy. */
  readonly interception?: Text;
}
