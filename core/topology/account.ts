import type { EksVersion } from './eks';
import type { Path } from './finding';
import type { Tags, Text, Value } from './value';

/** How a stack's provider signs in to its account. */
export type Credentials =
  | { readonly kind: 'role'; readonly arn: Text; readonly externalId?: Text }
  | { readonly kind: 'profile'; readonly profile: Text }
  /** Whatever the environment contains; `allowed_account_ids` still refuses the wrong account. */
  | { readonly kind: 'ambient' };

/** The account's VPC: created by meshspan, created by others, or unknown (an imported mesh). */
export type Network = CreatedNetwork | ExistingNetwork | { readonly kind: 'none' };

/** Where a VPC records its flows: a log group that is created, or the ARN of a log group or bucket that exists. */
export type FlowLogs =
  | { readonly kind: 'none' }
  | { readonly kind: 'cloud-watch' }
  | { readonly kind: 'log-group'; readonly logGroup: Text }
  | { readonly kind: 's3'; readonly bucket: Text };

export interface CreatedNetwork {
  readonly kind: 'create';
  /** IPv4 block of the VPC, /16 to /28. */
  readonly cidr: string;
  /** Availability zones, one to six; `<region>a` and `<region>b` unless named. */
  readonly zones: readonly string[];
  /** `nat`: public subnets too, and a NAT gateway in the first. `none`: private subnets alone. */
  readonly internet: 'nat' | 'none';
  readonly flowLogs: FlowLogs;
}

export interface ExistingNetwork {
  readonly kind: 'existing';
  readonly vpc: Text;
  /**
   * Key of the account that owns the VPC and shares its subnets with this one (AWS RAM); absent: the account's own. Only
   * the owner has private zones in it, associates it with those of others, and joins it to other networks.
   */
  readonly sharedBy?: string;
  /** Blocks from which this account's workloads call; security groups of other accounts let them in. */
  readonly cidrs: readonly string[];
  readonly subnets: { readonly public: readonly Text[]; readonly private: readonly Text[] };
  readonly routeTables: { readonly public: readonly Text[]; readonly private: readonly Text[] };
}

/**
 * How connections get to a proxy, on a data plane that leaves the choice. `none`: it has listeners of its own for both
 * directions. `iptables`: the kernel redirects to it what enters and leaves the container.
 */
export type Interception = 'none' | 'iptables';

export interface Account {
  readonly key: string;
  readonly at: Path;
  /** Twelve digits, or open. */
  readonly id: Text;
  readonly credentials: Credentials;
  readonly network: Network;
  /** How a resource share reaches the account: an invitation it accepts, or its AWS organization. */
  readonly principal: 'invitation' | 'organization';
  /** App Mesh's service-linked role, one per account: `exists` where something else created it. */
  readonly meshRole: 'create' | 'exists';
  /** ARN of the share that gives the account a mesh that exists; absent: accepted already. */
  readonly share?: Text;
  /** On what is created in the account, besides the topology's own. */
  readonly tags: Tags;
  /** Private DNS zone and Cloud Map namespace of the account's workloads; `<account>.<mesh>.internal` unless named. */
  readonly namespace: Text;
  /** How connections get to the proxies of its workloads, where these do not say it themselves. */
  readonly interception: Interception;
  /** Keeps the account's stacks with nothing in them, so that a deploy empties them before the key goes. */
  readonly retired: boolean;
}

/** Where workloads run. */
export type Cluster = EcsCluster | EksCluster;

interface AnyCluster {
  readonly key: string;
  readonly at: Path;
  readonly account: string;
}

/** A cluster of Amazon ECS. */
export interface EcsCluster extends AnyCluster {
  readonly kind: 'ecs';
  /** Name or ARN of a cluster that already exists; created otherwise. */
  readonly existing?: Text;
  /** Capacity providers with their shares of the tasks; empty: Fargate. */
  readonly capacity: readonly CapacityShare[];
}

/** A cluster of Amazon EKS. What it is created with says nothing of one that exists. */
export interface EksCluster extends AnyCluster {
  readonly kind: 'eks';
  /** Name of a cluster that already exists; created otherwise. */
  readonly existing?: Text;
  /** Minor version of Kubernetes. */
  readonly version: EksVersion;
  readonly nodes: EksNodes;
  /** Blocks of addresses outside of the VPC from which its API server is reached; empty: from none. */
  readonly publicAccess: readonly Text[];
  /** ARNs of roles that administer it; empty: whoever creates it does. */
  readonly administrators: readonly Text[];
  /** Namespace of Kubernetes for everything of this mesh. */
  readonly namespace: Text;
  /** Versions of add-ons of EKS by their names: others than the usual ones, and more of them. */
  readonly addons: Readonly<Record<string, string>>;
  /** What creates the mesh objects of App Mesh for the workloads on it. */
  readonly meshObjects: 'terraform' | 'controller';
}

/** The instances of EC2 on which the pods of a cluster run. */
export interface EksNodes {
  /** Instance types, all of one architecture: EC2 takes the first of which it has enough. */
  readonly types: readonly string[];
  readonly architecture: 'X86_64' | 'ARM64';
  readonly least: Value<number>;
  readonly most: Value<number>;
  /** GiB of the volume of each. */
  readonly disk: Value<number>;
}

/** A capacity provider of a cluster, as the strategy of a service names it. */
export interface CapacityShare {
  /** `FARGATE`, `FARGATE_SPOT`, or the name of one that exists. */
  readonly provider: Text;
  /** Share of the tasks beyond `base`, 0 to 1000. */
  readonly weight: Value<number>;
  /** Tasks that run on it before any other, 0 to 100000; of one provider at most. */
  readonly base: Value<number>;
}

/** Where the Terraform state of every stack lives. */
export type StateBackend =
  | { readonly kind: 'local' }
  | {
      readonly kind: 's3';
      readonly bucket: Text;
      readonly region: Text;
      /** Put before `<stack>.tfstate`; no slash at either end. */
      readonly prefix: Text;
      /** The role that reads and writes state, apart from the accounts' own. */
      readonly role?: Text;
      readonly profile?: Text;
      readonly kmsKey?: Text;
      /** A DynamoDB table that already exists and locks the state besides the lock file. */
      readonly lockTable?: Text;
    }
  | { readonly kind: 'http'; readonly address: Text }
  | {
      readonly kind: 'cloud';
      readonly organization: Text;
      readonly hostname?: Text;
      readonly project?: Text;
    };

/** An input of the topology; Terraform's `variable` where it stays open. */
export interface Parameter {
  readonly key: string;
  readonly at: Path;
  readonly type: 'string' | 'number' | 'boolean';
  readonly description?: string;
  readonly default?: string | number | boolean;
  /** Regular expression that a text value must match as a whole. */
  readonly pattern?: string;
  readonly value: Value<string | number | boolean>;
  /** Every place where the person wrote it. */
  readonly uses: readonly Path[];
}
