import { at, partitionOf, type Text, type Topology } from '../../topology';

/** What a mesh contains, as its ARNs spell it (Service Authorization Reference, "App Mesh", resource types). */
export type MeshResource = 'virtualNode' | 'virtualService' | 'virtualRouter' | 'virtualGateway';

/**
 * The ARN of a thing that `account` creates in the mesh. It carries the account's own id; outside the owner's
 * account the mesh is identified by `@<owner id>` (App Mesh user guide, "Working with shared meshes").
 */
export function meshResourceArn(topology: Topology, account: string, kind: MeshResource, name: Text): Text {
  const owner = at(topology.accounts, topology.owner).id;
  const mesh = account === topology.owner ? topology.mesh.name : `${topology.mesh.name}@${owner}`;
  const { id } = at(topology.accounts, account);
  return `arn:${partitionOf(topology.region)}:appmesh:${topology.region}:${id}:mesh/${mesh}/${kind}/${name}`;
}
