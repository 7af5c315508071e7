import { casesOf, inMesh, inSharedMesh, meshName, portMapping, type Row } from './blocks';
import { accounts, type Case } from './stage';

const egress = (type: string): object => ({ egress_filter: [{ type }] });
const mesh = (key: string, args: object, changed?: object, plans?: Case['plans']): Case => ({
  type: 'aws_appmesh_mesh',
  key,
  id: key === 'main' ? meshName : key,
  args: { name: key === 'main' ? meshName : key, ...args },
  ...(changed === undefined ? {} : { changed }),
  ...(plans === undefined ? {} : { plans }),
});

export const meshCases: readonly Case[] = [
  mesh('main', { spec: [egress('DROP_ALL')] }),
  mesh('mesh_bare', {}, { spec: [egress('ALLOW_ALL')] }),
  mesh('mesh_egress', { spec: [egress('ALLOW_ALL')] }, { spec: [egress('DROP_ALL')] }),
  mesh(
    'mesh_addresses',
    { spec: [{ service_discovery: [{ ip_preference: 'IPv4_PREFERRED' }] }] },
    { spec: [{ service_discovery: [{ ip_preference: 'IPv6_ONLY' }] }] },
  ),
  mesh('mesh_tagged', { tags: { team: 'mesh', tier: 'web' } }, { tags: { team: 'mesh' } }),
  mesh('mesh_renamed', {}, { name: 'mesh_another' }, 'replace'),
];

const byNode = (key: string): object => ({
  provider: [{ virtual_node: [{ virtual_node_name: `\${aws_appmesh_virtual_node.${key}.name}` }] }],
});
const byRouter = (key: string): object => ({
  provider: [{ virtual_router: [{ virtual_router_name: `\${aws_appmesh_virtual_router.${key}.name}` }] }],
});
const serviceRows: readonly Row[] = [
  ['front', byRouter('router_http')],
  ['unprovided', {}, byNode('target_http')],
  ['by_node', byNode('target_http'), byNode('target_http2')],
  ['by_router', byRouter('router_tcp'), byRouter('router_http')],
  ['to_router', byNode('target_grpc'), byRouter('router_grpc')],
  ['to_nobody', byRouter('router_http'), {}],
];
export const serviceCases: readonly Case[] = [
  ...casesOf('aws_appmesh_virtual_service', '', {}, serviceRows),
  {
    type: 'aws_appmesh_virtual_service',
    key: 'service_tagged',
    id: `${meshName}/tagged.conformance.internal`,
    args: { ...inMesh, name: 'tagged.conformance.internal', spec: [{}], tags: { team: 'mesh' } },
    changed: { tags: { team: 'edge' } },
  },
  {
    type: 'aws_appmesh_virtual_service',
    key: 'service_renamed',
    id: `${meshName}/renamed.conformance.internal`,
    args: { ...inMesh, name: 'renamed.conformance.internal', spec: [byNode('target_tcp')] },
    changed: { name: 'another.conformance.internal' },
    plans: 'replace',
  },
];

/** The share of the mesh, and what a consumer makes in it. These can't be imported: the importer forgets the owner. */
export const memberCases: readonly Case[] = [
  {
    type: 'aws_ram_resource_share',
    key: 'mesh',
    args: { name: 'conformance-mesh', allow_external_principals: true },
  },
  {
    type: 'aws_ram_resource_association',
    key: 'mesh',
    args: {
      resource_arn: '${aws_appmesh_mesh.main.arn}',
      resource_share_arn: '${aws_ram_resource_share.mesh.arn}',
    },
  },
  {
    type: 'aws_ram_principal_association',
    key: 'member',
    args: {
      principal: accounts.member,
      resource_share_arn: '${aws_ram_resource_share.mesh.arn}',
      depends_on: ['aws_ram_resource_association.mesh'],
    },
  },
  {
    type: 'aws_ram_resource_share_accepter',
    key: 'member',
    as: 'member',
    args: { share_arn: '${aws_ram_principal_association.member.resource_share_arn}' },
  },
  {
    type: 'aws_appmesh_virtual_node',
    key: 'abroad_node',
    as: 'member',
    args: { ...inSharedMesh, name: 'abroad_node', spec: [{}] },
    changed: {
      spec: [
        { listener: [portMapping('http')], service_discovery: [{ dns: [{ hostname: 'abroad.internal' }] }] },
      ],
    },
  },
  {
    type: 'aws_appmesh_virtual_router',
    key: 'abroad_router',
    as: 'member',
    args: { ...inSharedMesh, name: 'abroad_router', spec: [{ listener: [portMapping('http')] }] },
    changed: { spec: [{ listener: [portMapping('http', 81)] }] },
  },
  {
    type: 'aws_appmesh_route',
    key: 'abroad_route',
    as: 'member',
    args: {
      ...inSharedMesh,
      name: 'abroad_route',
      virtual_router_name: '${aws_appmesh_virtual_router.abroad_router.name}',
      spec: [routeTo(1)],
    },
    changed: { spec: [routeTo(2)] },
  },
  {
    type: 'aws_appmesh_virtual_service',
    key: 'abroad_service',
    as: 'member',
    args: { ...inSharedMesh, name: 'abroad.conformance.internal', spec: [byNode('abroad_node')] },
    changed: { spec: [byRouter('abroad_router')] },
  },
];

/** To a node of the member and one of the owner. */
function routeTo(weight: number): object {
  const weighted_target = [
    { virtual_node: '${aws_appmesh_virtual_node.abroad_node.name}', weight },
    { virtual_node: '${aws_appmesh_virtual_node.target_http.name}', weight: 1 },
  ];
  return { http_route: [{ match: [{ prefix: '/' }], action: [{ weighted_target }] }] };
}
