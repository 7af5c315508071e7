import type { Account, Cluster, Parameter, StateBackend } from './account';
import type { Authority, Certificate, Store } from './certificate';
import type { Gateway, Service } from './service';
import type { IpPreference, Workload } from './workload';
import type { Path } from './finding';
import type { Rotation } from './rotation';
import type { Images } from './runtime';
import type { Text, Value } from './value';

/** What a topology may name to carry its traffic; `core/dataplane/data-planes.ts` says which of them there are. */
export const dataPlaneNames = ['app-mesh', 'envoy', 'service-connect', 'lattice'] as const;

/** What carries the traffic where a topology does not say it: it can be deployed to AWS. */
export const DEFAULT_DATA_PLANE = 'envoy';

/** What carries the traffic. */
export type DataPlane = (typeof dataPlaneNames)[number];

/** Things by their key, in the order of their keys, so that the same topology always reads the same. */
export type ByKey<T> = Readonly<Record<string, T>>;

/** A warning that is known and stays, with the reason. */
export interface Acceptance {
  /** Id of its rule, such as `entry/plaintext`. */
  readonly finding: string;
  /** Its place, as findings show it: `workloads.ui.calls[0]`. Absent: wherever the rule finds something. */
  readonly at?: string;
  readonly because: string;
  /** Where the entry itself is written. */
  readonly place: Path;
}

/**
 * The mesh as the code reads it: complete and consistent. Every default is filled in and every key that one
 * thing uses for another resolves. `topologyOf` builds it from what a person wrote.
 */
export interface Topology {
  readonly mesh: {
    readonly name: Text;
    readonly egress: Value<'DROP_ALL' | 'ALLOW_ALL'>;
    readonly ipPreference?: IpPreference;
    /** Somebody else created it and shared it: nothing of it, no share and no authority is created. */
    readonly existing: boolean;
    /** Keys of accounts that get mesh and authorities although nothing of this topology is in them. */
    readonly sharedWith: readonly string[];
  };
  /**
   * What of several deployments of this mesh this is, such as `dev`: part of the names of its states, and a tag.
   * @default it is the only one
   */
  readonly environment?: Text;
  /** AWS region of everything; a mesh and its certificates never span two. */
  readonly region: Text;
  /** Key of the account that owns the mesh and the authorities. */
  readonly owner: string;
  readonly dataPlane: DataPlane;
  /** `true`: the user knows that AWS ended App Mesh on 2026-09-30. */
  readonly acceptEnded: boolean;
  /** Warnings that are known and stay. */
  readonly accept: readonly Acceptance[];
  /** Names of features that may be lost where the data plane does not have them: `discovery.attributes`. */
  readonly acceptLosses: readonly string[];
  /** What absence meant when this was written: secure settings, or the App Mesh API's own. */
  readonly defaults: 'secure' | 'api';
  readonly state: StateBackend;
  /** How the accounts' networks reach each other. */
  readonly connect: 'peering' | 'transit-gateway' | 'none';
  /** Whether there is a transit gateway: networks are attached to it, or are about to be detached. */
  readonly transitGateway: boolean;
  /** How a value reaches another stack: its outputs in remote state, or Terraform variables. */
  readonly transport: 'outputs' | 'variables';
  /** Terraform refuses to destroy mesh, authorities, shares, and file systems whose files others write. */
  readonly removalProtection: boolean;
  /** Callers read their callees' outputs and stop the plan when they are missing or wrong. */
  readonly expectCallees: boolean;
  readonly tags: Readonly<Record<string, Text>>;
  /** Images of what runs beside applications. */
  readonly images: Images;
  readonly parameters: ByKey<Parameter>;
  readonly accounts: ByKey<Account>;
  readonly clusters: ByKey<Cluster>;
  readonly authorities: ByKey<Authority>;
  /** Absent: no authority takes the place of another. */
  readonly rotation?: Rotation;
  readonly certificates: ByKey<Certificate>;
  readonly stores: ByKey<Store>;
  readonly workloads: ByKey<Workload>;
  readonly services: ByKey<Service>;
  readonly gateways: ByKey<Gateway>;
}

/** The thing of that key. A miss is a bug in meshspan, never in the topology. */
export function at<T>(things: ByKey<T>, key: string): T {
  const thing = Object.hasOwn(things, key) ? things[key] : undefined;
  if (thing === undefined) throw new Error(`no "${key}" among the ${Object.keys(things).length} of its kind`);
  return thing;
}
