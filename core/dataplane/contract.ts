import type { Asset, Need } from '../planner';
import type { Closed, DataPlane as DataPlaneName, Hit, Rule, Topology } from '../topology';
import type { Change, Container } from '../planner/change';
import type { ClusterManifests } from './pods/specs';
import type { Features } from './features';
import type { Lowered } from './lowered';
import type { Way } from './ways';

/** That a data plane can no longer be deployed to. */
export interface Ended {
  /** What happened, with its date: `AWS ended App Mesh on 2026-09-30`. */
  readonly sentence: string;
  /** When deploying is possible nevertheless: `you have an App Mesh endpoint that still accepts deployments`. */
  readonly unless: string;
}

/** Words of AWS or the provider about a data plane's things, and the sentence that explains them. */
export interface Explanation {
  /** Looked for in what Terraform reports, on one line. */
  readonly says: RegExp;
  /**
   * @param where the stack, and the folder of its root module as the user would type it
   * @param diagnostic the address of the resource, where Terraform names one
   */
  readonly sentence: (
    found: RegExpExecArray,
    where: { readonly stack: string; readonly folder: string },
    diagnostic: { readonly address?: string },
  ) => string;
}

/** A kind of thing that AWS knows by a name of its own, so that it can be asked whether one is there. */
export interface Lookup {
  /** Type of the Terraform resource, and of the data source that reads it. */
  readonly type: string;
  /** What people call it: `mesh`. */
  readonly what: string;
  /** Arguments of the resource that are also those of the data source. */
  readonly by: readonly string[];
  /** How a topology uses one that somebody else owns. @default it cannot */
  readonly use?: (name: string) => string;
}

/** A file of a data plane. */
export interface PlaneFile {
  /** Relative to the folder of the stacks, with slashes: `proxies/workload-ui/bootstrap.json`. */
  readonly path: string;
  readonly text: string;
}

/** Something that a data plane, or the Terraform provider, does not accept or use. */
export interface PlaneRule<L extends Lowered = Lowered> extends Rule {
  hitsOf(topology: Topology, lowered: L): readonly Hit[];
}

/**
 * What a data plane is to everything else. It says what a topology means in its own terms, what it needs from the
 * substrate, and what it puts into the stacks; `stacks/<name>` builds those assets. Nothing else asks for its name.
 */
export interface DataPlane<L extends Lowered = Lowered> {
  readonly name: DataPlaneName;
  /** Absent: it can be deployed to. */
  readonly ended?: Ended;
  /**
   * What the topology says where it says nothing, on this data plane: such as the certificates that callers present.
   * Everything else, the checks and the stacks too, gets the completed topology. @default as it was read
   */
  complete?(topology: Topology): Topology;
  /** The topology in its terms. There always is a value, so that a mesh with errors can be judged edge by edge. */
  lower(topology: Topology): L;
  /**
   * What it needs from the substrate: shares, reachable networks, resolvable names. It gets the topology as if nothing
   * were retired, and that lowered: what is on its way out keeps its networks and shares until it is gone.
   */
  needsOf(topology: Topology, lowered: L): readonly Need[];
  /** Everything that it puts into the stacks, or would if nothing were retired. */
  assetsOf(topology: Topology, lowered: L): readonly Asset[];
  /** Files that `synth` writes beside the stacks, such as the configuration of each proxy. @default none */
  filesOf?(topology: Closed<Topology>, lowered: Closed<L>): readonly PlaneFile[];
  /** How callers get to listeners, and what is counted meanwhile: `verify` tries it. @default nothing can be tried */
  waysOf?(topology: Closed<Topology>, lowered: Closed<L>): readonly Way[];
  /** What is in clusters of Kubernetes, which `synth --manifests` writes. @default nothing */
  manifestsOf?(topology: Closed<Topology>, lowered: Closed<L>): readonly ClusterManifests[];
  /**
   * What it makes of each field of a topology: `docs/data-planes.md` shows it, and what a topology loses is refused unless
   * `acceptLosses` names it.
   */
  readonly features: Features;
  /** What it refuses, in the order in which it is reported. */
  readonly rules: readonly PlaneRule<L>[];
  /** What AWS says where a deploy fails for a reason of this data plane. @default nothing */
  readonly explanations?: readonly Explanation[];
  /** Changes of what is deployed that it refuses in one step, and how to go in two. @default none */
  readonly refusedChanges?: (change: Change) => readonly string[];
  /**
   * What a deploy empties before it deletes it, also when the topology has another data plane by then: stacks with things
   * inside are applied before the one that deletes it. @default nothing
   */
  readonly containers?: readonly Container[];
  /** What a deploy looks for before it creates it, in the order in which it is reported. @default nothing */
  readonly lookups?: readonly Lookup[];
}

/** The data planes that there are. */
export type DataPlanes = Partial<Readonly<Record<DataPlaneName, DataPlane>>>;
