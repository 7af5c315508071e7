import type { TerraformResource } from 'cdktf';
import type { Lowered } from '../../core/dataplane';
import { podMeshOf, type PodMesh } from '../../core/dataplane/pods';
import type { EksClusterSpec, Manifest, PodSpec, RegistrarSpec } from '../../core/dataplane/pods/specs';
import { partsLater, type PartsIn } from '../../core/dataplane/tasks';
import { at } from '../../core/topology';
import type { RootModule } from '../root-module';
import type { Site } from '../site';

/** What all stacks of a mesh share. Its texts are those of the topology, and not Terraform's. */
interface Lookups {
  /** By party id. */
  readonly pod: (party: string) => PodSpec;
  /** Those that are created, by key. */
  readonly eksCluster: (key: string) => EksClusterSpec;
  /** By key of the cluster. */
  readonly registrar: (cluster: string) => RegistrarSpec;
  readonly objectsOf: (party: string) => readonly Manifest[];
  readonly objectsOfCluster: (cluster: string) => readonly Manifest[];
}

/** One stack, as the builders of pods see it. */
export interface PodsStack<S extends RootModule> extends Lookups {
  readonly stack: S;
  /** By content id, what must exist before anything else in its cluster. */
  readonly steps: Map<string, readonly TerraformResource[]>;
}

/** Lookups of each mesh: its stacks share them. */
const known = new WeakMap<Site, Lookups>();
