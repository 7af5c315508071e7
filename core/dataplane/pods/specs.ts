import type { EksVersion, Text } from '../../topology';
import type { Filled, Statement, TaskSpec } from '../tasks/specs';

/** A text of a manifest with values that only Terraform knows. */
export interface FilledText {
  readonly filled: Filled;
}

/** Data of a manifest. A property that is undefined is left out. */
export type ManifestTree =
  | Text
  | number
  | boolean
  | FilledText
  | readonly ManifestTree[]
  | { readonly [name: string]: ManifestTree | undefined };

/** An object of the Kubernetes API, as a manifest has it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** Absent: the object is of the whole cluster. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** `spec`, `data` and so on. */
  readonly [field: string]: ManifestTree | undefined;
}

/** What runs a party in a cluster of EKS: the same containers as in a task of ECS, in the terms of that. */
export interface PodSpec extends TaskSpec {
  /** Namespace of Kubernetes. */
  readonly namespace: string;
  /** Name of its service account, which Pod Identity gives the role of the party. */
  readonly serviceAccount: string;
}

/** A cluster of Amazon EKS that is created, with its nodes. */
export interface EksClusterSpec {
  /** Key of the cluster. */
  readonly key: string;
  readonly account: string;
  /** `<mesh>-<key>`. */
  readonly name: Text;
  /** Minor version of Kubernetes: `1.34`. */
  readonly version: EksVersion;
  /** Blocks that may reach the API server from outside of the VPC; empty: it has no public endpoint. */
  readonly publicAccess: readonly Text[];
  /** ARNs of roles that administer it; empty: whoever creates it does. */
  readonly administrators: readonly Text[];
  readonly nodes: {
    readonly types: readonly Text[];
    readonly least: number;
    readonly most: number;
    /** GiB of the volume of each. */
    readonly disk: number;
    readonly architecture: 'X86_64' | 'ARM64';
  };
  /** In the order in which they are installed. */
  readonly addons: readonly AddonSpec[];
}

/** An EKS add-on. */
export interface AddonSpec {
  readonly name: string;
  /** Absent: the one that AWS has as its default when it is installed. */
  readonly version?: string;
  /** JSON. Absent: those of AWS. */
  readonly settings?: string;
  /** Name of an add-on before it that must be installed. */
  readonly needs?: string;
  /** What Pod Identity lets its pods do. Absent: nothing, or a policy of AWS. */
  readonly identity?: {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly allows: readonly Statement[];
  };
}

/** What registers the pods of a cluster where callers look them up. */
export interface RegistrarSpec {
  /** Key of the cluster. */
  readonly cluster: string;
  readonly account: string;
  /** Namespace of Kubernetes. */
  readonly namespace: string;
  /** Labels of the namespace, besides those that each has. @default none */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  /** Workloads of the account, by their keys, whose Cloud Map services it knows: the builder of its role outputs their ARNs. */
  readonly services: readonly string[];
  /** What its role may do. */
  readonly allows: readonly Statement[];
  /** Lines of its script's input: a name in the DNS of the cluster, and where its addresses are registered. */
  readonly entries: readonly Filled[];
}

/** The objects of one cluster, as files for whoever deploys them instead of Terraform. */
export interface ClusterManifests {
  /** Key of the account. */
  readonly account: string;
  /** Key of the cluster. */
  readonly cluster: string;
  /** In the order in which they are applied: what is there once, then each party. */
  readonly parts: readonly {
    /** Name of the file, without its ending: `cluster`, `workload-ui`. */
    readonly name: string;
    readonly manifests: readonly Manifest[];
  }[];
}
