import yelb from '../../examples/yelb/topology';
import { variants } from '../cases/variants';
import { stacksOf, type Json, type StackJson } from './json';

const stack = stacksOf(yelb);
const shared = stack('yelb-shared');
const backend = stack('backend');
const frontend = stack('frontend');

const ACCEPTER = 'aws_ram_resource_share_accepter.share-acceptance';
const ROLE = 'aws_iam_service_linked_role.mesh-role';

const isMeshObject = (type: string) => type.startsWith('aws_appmesh_');
const lifecycleOf = (body: Json) => (body['lifecycle'] ?? {}) as Json;

test('the invitation goes out when the share is complete', () => {
  expect(shared.at('aws_ram_principal_association.share_backend')['depends_on']).toEqual([
    'aws_ram_resource_association.share_backend_mesh',
    'aws_ram_resource_association.share_backend_authority-root',
  ]);
});

test('permission and share get the authority from its installed certificate', () => {
  const arn = '${aws_acmpca_certificate_authority_certificate.authority_root.certificate_authority_arn}';
  expect(shared.at('aws_acmpca_permission.authority_root')['certificate_authority_arn']).toBe(arn);
  expect(shared.at('aws_ram_resource_association.share_backend_authority-root')['resource_arn']).toBe(arn);
});

test('a NAT gateway exists only while its route to the internet does', () => {
  expect(shared.at('aws_eip.network')['depends_on']).toEqual(['aws_internet_gateway.network']);
  expect(shared.at('aws_nat_gateway.network')['depends_on']).toEqual([
    'aws_internet_gateway.network',
    'aws_route.network_public-internet',
    'aws_route_table_association.network_public-1-table',
    'aws_route_table_association.network_public-2-table',
  ]);
});

test('a member leaves the share after removing everything that it created in the mesh', () => {
  const made = backend.resources.filter(({ type }) => isMeshObject(type) || type === 'aws_acm_certificate');
  expect(made).toHaveLength(11);
  for (const { type, body } of made) {
    expect(body['depends_on']).toEqual(type === 'aws_appmesh_virtual_node' ? [ACCEPTER, ROLE] : [ACCEPTER]);
  }
});

test('the owner does not wait for a share', () => {
  const made = frontend.resources.filter(({ type }) => isMeshObject(type) || type === 'aws_acm_certificate');
  expect(made.map(({ body }) => body['depends_on'])).toEqual([undefined, undefined, undefined]);
});

test('a consumer of the mesh names its owner, and the owner does not', () => {
  const ownersOf = (one: StackJson) =>
    one.resources.filter(({ type }) => isMeshObject(type)).map(({ body }) => body['mesh_owner']);
  expect(new Set(ownersOf(backend))).toEqual(new Set(['111111111111']));
  expect(new Set([...ownersOf(frontend), ...ownersOf(shared)])).toEqual(new Set([undefined]));
});

test('the route to a peer gets the peering from its accepter', () => {
  expect(frontend.at('aws_route.to_account_backend')).toMatchObject({
    vpc_peering_connection_id:
      '${aws_vpc_peering_connection_accepter.peering_backend.vpc_peering_connection_id}',
    destination_cidr_block: '10.193.0.0/16',
    route_table_id: '${local.yelb_shared_private_route_table_id_frontend}',
  });
  expect(backend.at('aws_vpc_peering_connection.peering_frontend')).toMatchObject({
    auto_accept: false,
    peer_owner_id: '111111111111',
    peer_vpc_id: '${local.yelb_shared_vpc_id_frontend}',
  });
});

test('what uses a node or a router refers to its resource, so it is removed first', () => {
  expect(backend.at('aws_appmesh_route.route_yelb-appserver_yelb-appserver')).toMatchObject({
    virtual_router_name: '${aws_appmesh_virtual_router.service_yelb-appserver.name}',
    spec: {
      http_route: {
        action: {
          weighted_target: [
            { virtual_node: '${aws_appmesh_virtual_node.workload_yelb-appserver.name}', weight: 100 },
          ],
        },
      },
    },
  });
  expect(backend.at('aws_appmesh_virtual_service.service_yelb-appserver')['spec']).toEqual({
    provider: {
      virtual_router: { virtual_router_name: '${aws_appmesh_virtual_router.service_yelb-appserver.name}' },
    },
  });
  expect(backend.at('aws_appmesh_virtual_service.service_yelb-db')['spec']).toEqual({
    provider: { virtual_node: { virtual_node_name: '${aws_appmesh_virtual_node.workload_yelb-db.name}' } },
  });
});

test('nodes, groups of both kinds and certificates are replaced before they are destroyed, and nothing else is', () => {
  const replaced = [
    'aws_appmesh_virtual_node',
    'aws_security_group',
    'aws_lb_target_group',
    'aws_acm_certificate',
  ];
  for (const { type, body } of [...shared.resources, ...backend.resources, ...frontend.resources]) {
    expect(lifecycleOf(body)['create_before_destroy']).toBe(replaced.includes(type) ? true : undefined);
  }
});

test('Cloud Map services go with the instances that are still in them', () => {
  const services = [
    ...backend.ofType('aws_service_discovery_service'),
    ...frontend.ofType('aws_service_discovery_service'),
  ];
  expect(services.map(({ body }) => body['force_destroy'])).toEqual([true, true, true, true]);
});

test('a certificate must be issued: the provider accepts a refused one', () => {
  for (const { body } of [
    ...backend.ofType('aws_acm_certificate'),
    ...frontend.ofType('aws_acm_certificate'),
  ]) {
    expect(lifecycleOf(body)['postcondition']).toEqual([
      {
        condition: '${self.status == "ISSUED"}',
        error_message: expect.stringContaining('is not issued') as string,
      },
    ]);
  }
});

test('removal protection covers authority, mesh and shares, and nothing else', () => {
  const guarded = stacksOf({ ...yelb, removalProtection: true })('yelb-shared');
  expect(
    guarded.resources
      .filter(({ body }) => lifecycleOf(body)['prevent_destroy'] === true)
      .map(({ address }) => address),
  ).toEqual([
    'aws_acmpca_certificate_authority.authority_root',
    'aws_appmesh_mesh.mesh',
    'aws_ram_resource_share.share_backend',
  ]);
  expect(shared.text).not.toContain('prevent_destroy');
});

test('a caller compares its callee with the derived value, and states the fix', () => {
  const arn =
    'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111/virtualService/yelb-appserver.backend.yelb.internal';
  const told = 'local.backend_virtual_service_arn_yelb_appserver';
  expect(lifecycleOf(frontend.at('aws_appmesh_virtual_node.workload_yelb-ui'))['precondition']).toEqual([
    {
      condition: `\${${told} == "${arn}"}`,
      error_message:
        `"yelb-ui" calls "yelb-appserver", which stack "backend" should have created as ${arn}, ` +
        `but virtual_service_arn_yelb_appserver is \${${told} == "" ? "missing" : ${told}}; ` +
        'apply "backend" first, from the same topology, or set expectCallees to false',
    },
  ]);
});

test('callees that are not expected are not compared and not read', () => {
  const { text } = stacksOf({ ...yelb, expectCallees: false })('frontend');
  expect(text).not.toContain('precondition');
  expect(text).not.toContain('backend_virtual_service');
});

test('a stack with missing outputs stops the plan with a sentence, which names it and them', () => {
  const missing =
    '[for name in ["peering_id_frontend","zone_id_backend"] : name if !can(self.outputs[name])]';
  expect(lifecycleOf(frontend.at('terraform_remote_state.backend'))).toEqual({
    postcondition: [
      {
        condition: `\${length(${missing}) == 0}`,
        error_message: `stack "backend" has no output \${join(", ", ${missing})} yet; apply "backend" first, from the same topology`,
      },
    ],
  });
});

test('a gateway route also compares its callee', () => {
  const ring = stacksOf(variants['calling each other'])('one');
  const { precondition } = lifecycleOf(ring.at('aws_appmesh_gateway_route.gateway-route_door_beta'));
  expect(precondition).toEqual([
    expect.objectContaining({
      condition: expect.stringContaining('local.two_virtual_service_arn_beta ==') as string,
    }),
  ]);
});

test('the name of a retired workload that its service continues moves to the service', () => {
  const next = { account: 'backend', listens: { protocol: 'http' as const, port: 4567 } };
  const retired = stacksOf({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      'yelb-appserver': { ...yelb.workloads?.['yelb-appserver'], account: 'backend', retired: true },
      next,
    },
    services: {
      'yelb-appserver': { routes: [{ to: { 'yelb-appserver': 50, next: 50 } }] },
    },
  })('backend');
  expect(retired.json['moved']).toEqual([
    {
      from: 'aws_service_discovery_service.workload_yelb-appserver',
      to: 'aws_service_discovery_service.service_yelb-appserver',
    },
  ]);
  expect(retired.at('aws_service_discovery_service.service_yelb-appserver')['name']).toBe('yelb-appserver');
});
