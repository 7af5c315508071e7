import { groupedBy } from '../../core/base/collections';
import type { Lowered } from '../../core/dataplane';
import {
  clusterObjectsOf,
  eksClustersOf,
  objectsOf,
  podsOf,
  registrarsOf,
  type EksClusterSpec,
  type Manifest,
  type PodSpec,
  type RegistrarSpec,
} from '../../core/dataplane/pods';
import { partsLater, type PartsIn } from '../../core/dataplane/tasks';
import { at, type Closed, type Topology } from '../../core/topology';
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
  /** By party id. */
  readonly objectsOf: (party: string) => readonly Manifest[];
  /** By key of the cluster. */
  readonly objectsOfCluster: (cluster: string) => readonly Manifest[];
}

/** One stack, as the builders of pods see it. */
export interface PodsStack<S extends RootModule> extends Lookups {
  readonly stack: S;
}

/** Lookups of each mesh: its stacks share them. */
const known = new WeakMap<Site, Lookups>();

/** @param partsIn what the data plane puts beside the applications; it gets its own lowered mesh */
export function podsStackOf<S extends RootModule, L extends Lowered>(
  stack: S,
  partsIn: PartsIn<L>,
): PodsStack<S> {
  const { topology, lowered } = stack.site.literal;
  const found = known.get(stack.site) ?? lookupsOf(topology, lowered, partsIn as PartsIn);
  known.set(stack.site, found);
  return { stack, ...found };
}

function lookupsOf(topology: Closed<Topology>, lowered: Closed<Lowered>, partsIn: PartsIn): Lookups {
  const all = podsOf(
    topology,
    lowered,
    partsLater(() => partsIn(topology, lowered)),
  );
  const pods = Object.fromEntries(all.map((pod) => [pod.id, pod]));
  const clusters = Object.fromEntries(eksClustersOf(topology, all).map((each) => [each.key, each]));
  const registrars = Object.fromEntries(registrarsOf(topology, all).map((each) => [each.cluster, each]));
  const byCluster = groupedBy(all, ({ cluster }) => cluster);
  return {
    pod: (party) => at(pods, party),
    eksCluster: (key) => at(clusters, key),
    registrar: (cluster) => at(registrars, cluster),
    objectsOf: (party) => objectsOf(at(pods, party), topology.images.interception),
    objectsOfCluster: (cluster) =>
      clusterObjectsOf(topology, at(registrars, cluster), byCluster.get(cluster) ?? []),
  };
}
