import type { DataPlane, Lowered } from '../core/dataplane';
import type { Closed } from '../core/topology';
import type { Builders } from './builders';
import type { KubernetesStack } from './kubernetes-stack';
import type { MeshStack } from './mesh-stack';

/** What a data plane's assets become in the stacks. */
export interface PlaneStacks<L extends Lowered = Lowered> {
  /** Prefixes of the resource types that only the account of the mesh's owner may tag. */
  readonly ownerTagged: readonly string[];
  /** Builders for the contents of one stack, one for each kind of the plane's assets. */
  buildersFor(stack: MeshStack, lowered: Closed<L>): Builders;
  /** The same for a stack of Kubernetes. @default it puts nothing into one */
  buildersIn?(stack: KubernetesStack, lowered: Closed<L>): Builders;
}

/** The stacks' part of every data plane, by its name. */
export type StackPlanes = Partial<Readonly<Record<DataPlane['name'], PlaneStacks>>>;
