import { shareId, type Asset, type ShareItem } from '../../../planner';
import { at, type Topology } from '../../../topology';
import { unique } from '../../../base/collections';
import { createdOf } from '../../live';
import { meshArnValue, meshId, meshRoleId, type AppMeshContent } from './contents';

const nothing = { reads: [], follows: [], names: [], outputs: [] } as const;

/** Members whose workloads or services are created in the mesh, retired ones too: they need it to leave it. */
export function meshMembersOf({ owner, workloads, services }: Topology): readonly string[] {
  const present = [...createdOf(workloads), ...createdOf(services)].map(({ account }) => account);
  return unique(present).filter((account) => account !== owner);
}

/** The mesh as a part of a member's share. */
export const sharedMesh = (topology: Topology): ShareItem => ({
  name: 'mesh',
  arn: meshArnValue(topology),
  content: meshId(topology),
});

/** The mesh, and the role that lets App Mesh look up addresses in each member. */
export function meshAssets(topology: Topology): readonly Asset[] {
  const owner = at(topology.accounts, topology.owner);
  const mesh: AppMeshContent = { id: meshId(topology), kind: 'mesh' };
  const members = meshMembersOf(topology).map((key) => at(topology.accounts, key));
  return [
    ...(topology.mesh.existing
      ? []
      : [{ ...nothing, content: mesh, account: owner.key, tier: 'first', concerns: [owner] } as const]),
    // The owner's role came with the mesh; AWS creates none for an account that only uses another's.
    ...members
      .filter(({ meshRole }) => meshRole === 'create')
      .map((member): Asset => {
        const content: AppMeshContent = { id: meshRoleId(member.key), kind: 'mesh-role' };
        const follows = [shareId(owner.key, member.key)];
        return {
          ...nothing,
          content,
          account: member.key,
          tier: 'first',
          follows,
          concerns: [owner, member],
        };
      }),
  ];
}
