import { unique } from '../../base/collections';
import type { Need } from '../../planner';
import type { Topology } from '../../topology';
import { authoritySharesOf } from '../authority-uses';
import type { Lowered } from '../lowered';
import { networkNeedsOf } from '../network-needs';
import { meshMembersOf, sharedMesh } from './assets/mesh-assets';

/**
 * A member gets what its mesh objects, certificates and proxies refer to, and nothing when it has none; one to which
 * other topologies add gets all of it. A mesh that exists is shared by its owner.
 */
export const needsOfAppMesh = (
  topology: Topology,
  { connections }: Pick<Lowered, 'connections'>,
): readonly Need[] => [
  ...(topology.mesh.existing
    ? []
    : unique([...meshMembersOf(topology), ...topology.mesh.sharedWith]).map((member): Need => ({
        kind: 'share',
        member,
        item: sharedMesh(topology),
      }))),
  ...authoritySharesOf(topology),
  ...networkNeedsOf(topology, connections),
];
