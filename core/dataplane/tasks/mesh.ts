import { groupedBy } from '../../base/collections';
import { closed, type Closed, type Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { loadBalancersOf } from './load-balancers';
import type { LoadBalancerSpec } from './load-balancer-specs';
import type { TaskParts } from './specs';

/** What a data plane puts into the task of each party, by party id. */
export type PartsOf = (party: string) => TaskParts;

/** How a data plane gets from a mesh to the parts of its tasks. */
export type PartsIn<L extends Lowered = Lowered> = (
  topology: Closed<Topology>,
  lowered: Closed<L>,
) => PartsOf;

/** The parts, made when a task first needs them: most of a large mesh may run elsewhere. */
export function partsLater(make: () => PartsOf): PartsOf {
  let parts: PartsOf | undefined;
  return (party) => (parts ??= make())(party);
}

/** A mesh in which every value is known, and what its data plane puts beside the applications. */
export interface ClosedMesh {
  readonly topology: Closed<Topology>;
  readonly lowered: Closed<Lowered>;
  readonly partsOf: PartsOf;
}

/** Undefined where a value is open: such a topology has no plan. */
export function closedMeshOf<L extends Lowered>(
  topology: Topology,
  lowered: L,
  partsIn: PartsIn<L>,
): ClosedMesh | undefined {
  const mesh = closed({ topology: { ...topology, parameters: {} }, lowered });
  if (!('topology' in mesh)) return undefined;
  return { ...mesh, partsOf: partsLater(() => partsIn(mesh.topology, mesh.lowered)) };
}

/** What all tasks of a mesh follow from. Its texts are those of the topology, and not Terraform's. */
export interface TaskMesh {
  readonly topology: Closed<Topology>;
  readonly lowered: Closed<Lowered>;
  readonly partsOf: PartsOf;
  /** In front of a party, by its id. */
  readonly inFrontOf: (party: string) => readonly LoadBalancerSpec[];
}

/** @param partsOf what the data plane puts into the task of each party */
export function taskMeshOf(topology: Closed<Topology>, lowered: Closed<Lowered>, partsOf: PartsOf): TaskMesh {
  const fronts = groupedBy(loadBalancersOf(topology, lowered), ({ party }) => party);
  return { topology, lowered, partsOf, inFrontOf: (party) => fronts.get(party) ?? [] };
}
