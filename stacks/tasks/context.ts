import type { TerraformResource } from 'cdktf';
import { certificateId } from '../../core/dataplane/certificate-assets';
import { publicCertificatesOf, type PublicCertificate } from '../../core/dataplane/public-certificates';
import { storeContentId } from '../../core/dataplane/tasks/contents';
import { storeSitesOf, type StoreSite } from '../../core/dataplane/tasks/store-sites';
import { loadBalancersOf } from '../../core/dataplane/tasks/load-balancers';
import {
  partsLater,
  tasksOf,
  type LoadBalancerSpec,
  type PartsIn,
  type PartsOf,
  type TaskSpec,
} from '../../core/dataplane/tasks';
import type { Lowered } from '../../core/dataplane';
import { at, type Closed, type Topology } from '../../core/topology';
import type { MeshStack } from '../mesh-stack';
import type { Site } from '../site';

/** What all stacks of a mesh share. */
interface Lookups {
  /** As it was written: its texts are not Terraform's. */
  readonly topology: Closed<Topology>;
  /** Its texts are those of the topology. */
  readonly lowered: Closed<Lowered>;
  /** What the data plane puts into the task of a party. */
  readonly parts: PartsOf;
  readonly loadBalancer: (id: string) => LoadBalancerSpec;
  /** By account and key. */
  readonly publicCertificate: (account: string, certificate: string) => PublicCertificate;
  /** By party id. */
  readonly task: (party: string) => TaskSpec;
  /** By account and key. */
  readonly storeSite: (account: string, store: string) => StoreSite;
}

/** One stack, as the builders of tasks see it. */
export interface TasksStack extends Lookups {
  readonly stack: MeshStack;
  /** By content id, what must exist before a service can use it, besides what it names. */
  readonly steps: Map<string, readonly TerraformResource[]>;
}

/** Lookups of each mesh: its stacks share them. */
const known = new WeakMap<Site, Lookups>();

/** @param partsIn what the data plane puts beside the applications; it gets its own lowered mesh */
export function tasksStackOf<L extends Lowered>(stack: MeshStack, partsIn: PartsIn<L>): TasksStack {
  const { topology, lowered } = stack.site.literal;
  const found = known.get(stack.site) ?? lookupsOf(topology, lowered, partsIn as PartsIn);
  known.set(stack.site, found);
  return { stack, ...found, steps: new Map() };
}

function lookupsOf(topology: Closed<Topology>, lowered: Closed<Lowered>, partsIn: PartsIn): Lookups {
  const loadBalancers = byId(loadBalancersOf(topology, lowered));
  const parts = partsLater(() => partsIn(topology, lowered));
  const all = tasksOf(topology, lowered, parts);
  const tasks = byId(all);
  const certificates = Object.fromEntries(
    publicCertificatesOf(topology).map((spec) => [certificateId(spec.account, spec.certificate), spec]),
  );
  const sites = Object.fromEntries(
    storeSitesOf(topology, all).map((site) => [storeContentId(site.account, site.store.key), site]),
  );
  return {
    topology,
    lowered,
    parts,
    loadBalancer: (id) => at(loadBalancers, id),
    publicCertificate: (account, certificate) => at(certificates, certificateId(account, certificate)),
    task: (party) => at(tasks, party),
    storeSite: (account, store) => at(sites, storeContentId(account, store)),
  };
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));
