import type { Lookup } from '../contract';

const inMesh = ['name', 'mesh_name', 'mesh_owner'];

/** Kinds of which App Mesh has one per name: https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_Operations.html */
export const lookups: readonly Lookup[] = [
  {
    type: 'aws_appmesh_mesh',
    what: 'mesh',
    by: ['name'],
    use: (name) => `mesh: { name: ${name}, existing: true }`,
  },
  { type: 'aws_appmesh_virtual_node', what: 'virtual node', by: inMesh },
  { type: 'aws_appmesh_virtual_service', what: 'virtual service', by: inMesh },
  { type: 'aws_appmesh_virtual_router', what: 'virtual router', by: inMesh },
  { type: 'aws_appmesh_virtual_gateway', what: 'virtual gateway', by: ['name', 'mesh_name'] },
];
