import yelb from '../../examples/yelb/topology';
import { stacksOf, YELB_STACKS } from './json';

const stack = stacksOf(yelb);
const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

const NETWORK = {
  aws_vpc: 1,
  aws_default_security_group: 1,
  aws_internet_gateway: 1,
  aws_subnet: 4,
  aws_eip: 1,
  aws_nat_gateway: 1,
  aws_route_table: 2,
  aws_route_table_association: 4,
};

/** What runs so many workloads of an account. */
const tasks = (workloads: number) => ({
  aws_ecs_cluster: 1,
  aws_ecs_service: workloads,
  aws_ecs_task_definition: workloads,
  aws_cloudwatch_log_group: workloads,
  // One for the containers, and one for ECS to start them.
  aws_iam_role: 2 * workloads,
  aws_iam_role_policy: workloads,
  aws_iam_role_policy_attachment: workloads,
});

test('yelb is 27, 74 and 30 resources', () => {
  expect(YELB_STACKS.map((name) => total(stack(name).counts))).toEqual([27, 74, 30]);
});

test('the shared stack contains the network, the namespace, the authority, the mesh and one share', () => {
  expect(stack('yelb-shared').counts).toEqual({
    ...NETWORK,
    aws_route: 2,
    aws_service_discovery_private_dns_namespace: 1,
    aws_acmpca_certificate_authority: 1,
    aws_acmpca_certificate: 1,
    aws_acmpca_certificate_authority_certificate: 1,
    aws_acmpca_permission: 1,
    aws_appmesh_mesh: 1,
    aws_ram_resource_share: 1,
    aws_ram_resource_association: 2,
    aws_ram_principal_association: 1,
  });
});

test("the member's stack contains its network, its side of what is shared, and its workloads", () => {
  expect(stack('backend').counts).toEqual({
    ...NETWORK,
    ...tasks(3),
    aws_route: 3,
    aws_ram_resource_share_accepter: 1,
    aws_iam_service_linked_role: 1,
    aws_vpc_peering_connection: 1,
    aws_security_group: 3,
    aws_vpc_security_group_ingress_rule: 3,
    aws_vpc_security_group_egress_rule: 5,
    aws_service_discovery_private_dns_namespace: 1,
    aws_service_discovery_service: 3,
    aws_route53_vpc_association_authorization: 1,
    aws_acm_certificate: 3,
    aws_appmesh_virtual_node: 3,
    aws_appmesh_virtual_router: 1,
    aws_appmesh_route: 1,
    aws_appmesh_virtual_service: 3,
    aws_iam_policy: 3,
    aws_kms_key: 1,
  });
});

test("the owner's second stack contains acceptance, association and its own workload", () => {
  expect(stack('frontend').counts).toEqual({
    ...tasks(1),
    aws_lb: 1,
    aws_lb_listener: 2,
    aws_lb_target_group: 1,
    aws_vpc_peering_connection_accepter: 1,
    aws_route: 1,
    aws_route53_zone_association: 1,
    aws_security_group: 2,
    aws_vpc_security_group_ingress_rule: 3,
    aws_vpc_security_group_egress_rule: 3,
    aws_service_discovery_service: 1,
    aws_acm_certificate: 2,
    aws_appmesh_virtual_node: 1,
    aws_appmesh_virtual_service: 1,
    aws_iam_policy: 1,
    aws_kms_key: 1,
  });
});

const NETWORK_ADDRESSES = [
  'aws_default_security_group.network',
  'aws_eip.network',
  'aws_internet_gateway.network',
  'aws_nat_gateway.network',
  'aws_route.network_private-nat',
  'aws_route.network_public-internet',
  'aws_route_table.network_private',
  'aws_route_table.network_public',
  'aws_route_table_association.network_private-1-table',
  'aws_route_table_association.network_private-2-table',
  'aws_route_table_association.network_public-1-table',
  'aws_route_table_association.network_public-2-table',
  'aws_subnet.network_private-1',
  'aws_subnet.network_private-2',
  'aws_subnet.network_public-1',
  'aws_subnet.network_public-2',
  'aws_vpc.network',
];

/** What one workload of the member is. */
const workload = (key: string) => [
  `aws_acm_certificate.certificate_${key}`,
  `aws_appmesh_virtual_node.workload_${key}`,
  `aws_appmesh_virtual_service.service_${key}`,
  `aws_iam_policy.workload_${key}`,
  `aws_security_group.workload_${key}`,
  `aws_service_discovery_service.workload_${key}`,
  `aws_vpc_security_group_egress_rule.workload_${key}_https`,
  ...['aws_cloudwatch_log_group', 'aws_ecs_service', 'aws_ecs_task_definition'].map(
    (type) => `${type}.task_workload-${key}`,
  ),
  ...['start', 'task'].map((role) => `aws_iam_role.task_workload-${key}_${role}`),
  `aws_iam_role_policy.task_workload-${key}_start-policy`,
  `aws_iam_role_policy_attachment.task_workload-${key}_task-proxy`,
];

// A changed address is a resource that Terraform destroys and makes anew: of an authority, that is the whole mesh.
test.each([
  [
    'yelb-shared',
    [
      ...NETWORK_ADDRESSES,
      'aws_acmpca_certificate.authority_root',
      'aws_acmpca_certificate_authority.authority_root',
      'aws_acmpca_certificate_authority_certificate.authority_root',
      'aws_acmpca_permission.authority_root',
      'aws_appmesh_mesh.mesh',
      'aws_ram_principal_association.share_backend',
      'aws_ram_resource_association.share_backend_authority-root',
      'aws_ram_resource_association.share_backend_mesh',
      'aws_ram_resource_share.share_backend',
      'aws_service_discovery_private_dns_namespace.namespace',
    ],
  ],
  [
    'backend',
    [
      ...NETWORK_ADDRESSES,
      ...['redis-server', 'yelb-appserver', 'yelb-db'].flatMap(workload),
      'aws_ecs_cluster.cluster_backend',
      'aws_kms_key.log-key',
      'aws_appmesh_route.route_yelb-appserver_yelb-appserver',
      'aws_appmesh_virtual_router.service_yelb-appserver',
      'aws_iam_service_linked_role.mesh-role',
      'aws_ram_resource_share_accepter.share-acceptance',
      'aws_route.to_account_frontend',
      'aws_route53_vpc_association_authorization.zone-authorization_frontend',
      'aws_service_discovery_private_dns_namespace.namespace',
      'aws_vpc_peering_connection.peering_frontend',
      'aws_vpc_security_group_egress_rule.workload_yelb-appserver_to_redis-server_6379',
      'aws_vpc_security_group_egress_rule.workload_yelb-appserver_to_yelb-db_5432',
      'aws_vpc_security_group_ingress_rule.workload_redis-server_from_yelb-appserver_6379',
      'aws_vpc_security_group_ingress_rule.workload_yelb-appserver_from_account_frontend_4567_10-192-32-0-19',
      'aws_vpc_security_group_ingress_rule.workload_yelb-db_from_yelb-appserver_5432',
    ],
  ],
  [
    'frontend',
    [
      ...workload('yelb-ui'),
      'aws_ecs_cluster.cluster_frontend',
      'aws_kms_key.log-key',
      'aws_lb.load-balancer_workload-yelb-ui-application-internal',
      'aws_acm_certificate.certificate_votes',
      'aws_lb_listener.load-balancer_workload-yelb-ui-application-internal_443',
      'aws_lb_listener.load-balancer_workload-yelb-ui-application-internal_80',
      'aws_lb_target_group.load-balancer_workload-yelb-ui-application-internal_443',
      'aws_security_group.load-balancer_workload-yelb-ui-application-internal',
      'aws_vpc_security_group_egress_rule.load-balancer_workload-yelb-ui-application-internal_to_yelb-ui_80',
      'aws_vpc_security_group_ingress_rule.load-balancer_workload-yelb-ui-application-internal_from_10-192-0-0-16_443',
      'aws_vpc_security_group_ingress_rule.load-balancer_workload-yelb-ui-application-internal_from_10-192-0-0-16_80',
      'aws_vpc_security_group_ingress_rule.workload_yelb-ui_from_load-balancer-application-internal_80',
      'aws_route.to_account_backend',
      'aws_route53_zone_association.zone-association_backend',
      'aws_vpc_peering_connection_accepter.peering_backend',
      'aws_vpc_security_group_egress_rule.workload_yelb-ui_to_account_backend_4567_10-193-32-0-19',
    ],
  ],
])('the addresses of %s are frozen', (name, addresses) => {
  expect(
    stack(name)
      .resources.map(({ address }) => address)
      .toSorted(),
  ).toEqual(addresses.toSorted());
});

test.each([
  [
    'yelb-shared',
    {
      authority_arn_root:
        '${aws_acmpca_certificate_authority_certificate.authority_root.certificate_authority_arn}',
      namespace_id_frontend: '${aws_service_discovery_private_dns_namespace.namespace.id}',
      private_route_table_id_frontend: '${aws_route_table.network_private.id}',
      private_subnet_ids_frontend: [
        '${aws_subnet.network_private-1.id}',
        '${aws_subnet.network_private-2.id}',
      ],
      public_subnet_ids_frontend: ['${aws_subnet.network_public-1.id}', '${aws_subnet.network_public-2.id}'],
      share_arn_backend: '${aws_ram_principal_association.share_backend.resource_share_arn}',
      stacks: { 'yelb-shared': 'yelb-shared', backend: 'yelb-backend', frontend: 'yelb-frontend' },
      vpc_id_frontend: '${aws_vpc.network.id}',
      zone_id_frontend: '${aws_service_discovery_private_dns_namespace.namespace.hosted_zone}',
    },
  ],
  [
    'frontend',
    {
      certificate_arn_votes: '${aws_acm_certificate.certificate_votes.arn}',
      certificate_arn_yelb_ui: '${aws_acm_certificate.certificate_yelb-ui.arn}',
      cluster_arn_frontend: '${aws_ecs_cluster.cluster_frontend.arn}',
      ecs_service_yelb_ui: '${aws_ecs_service.task_workload-yelb-ui.name}',
      load_balancer_name_workload_yelb_ui_application_internal:
        '${aws_lb.load-balancer_workload-yelb-ui-application-internal.dns_name}',
      proxy_policy_arn_yelb_ui: '${aws_iam_policy.workload_yelb-ui.arn}',
      proxy_resource_arn_yelb_ui: 'arn:aws:appmesh:us-west-2:111111111111:mesh/yelb/virtualNode/yelb-ui',
      security_group_id_yelb_ui: '${aws_security_group.workload_yelb-ui.id}',
      target_group_arn_workload_yelb_ui_application_internal_443:
        '${aws_lb_listener.load-balancer_workload-yelb-ui-application-internal_443.default_action[0].target_group_arn}',
      virtual_service_arn_yelb_ui: '${aws_appmesh_virtual_service.service_yelb-ui.arn}',
      virtual_service_name_yelb_ui: '${aws_appmesh_virtual_service.service_yelb-ui.name}',
    },
  ],
])('%s outputs a value from the last step that makes it usable', (name, values) => {
  const outputs = Object.entries(stack(name).section('output'));
  expect(
    Object.fromEntries(outputs.map(([key, output]) => [key, (output as { value: unknown }).value])),
  ).toEqual(values);
});

test('the zone of a member is an output of its authorization, a routed service after its route', () => {
  const { zone_id_backend, virtual_service_arn_yelb_appserver, virtual_service_arn_yelb_db } =
    stack('backend').section('output');
  const authorization = 'aws_route53_vpc_association_authorization.zone-authorization_frontend';
  expect(zone_id_backend).toEqual({ value: `\${${authorization}.zone_id}`, depends_on: [authorization] });
  expect(virtual_service_arn_yelb_appserver).toEqual({
    value: '${aws_appmesh_virtual_service.service_yelb-appserver.arn}',
    depends_on: ['aws_appmesh_route.route_yelb-appserver_yelb-appserver'],
  });
  expect(virtual_service_arn_yelb_db).toEqual({
    value: '${aws_appmesh_virtual_service.service_yelb-db.arn}',
  });
});

test('no output is sensitive: a pipeline reads them', () => {
  for (const name of YELB_STACKS) {
    expect(
      Object.values(stack(name).section('output')).filter((output) => 'sensitive' in (output as object)),
    ).toEqual([]);
  }
});

test("a stack reads the inputs of its plan, each from its source's state, with a fallback for destroy", () => {
  expect(stack('yelb-shared').section('locals')).toEqual({});
  expect(stack('backend').section('locals')).toEqual({
    yelb_shared_authority_arn_root:
      '${try(data.terraform_remote_state.yelb-shared.outputs.authority_arn_root, "no value from yelb-shared")}',
    yelb_shared_share_arn_backend:
      '${try(data.terraform_remote_state.yelb-shared.outputs.share_arn_backend, "no value from yelb-shared")}',
    yelb_shared_vpc_id_frontend:
      '${try(data.terraform_remote_state.yelb-shared.outputs.vpc_id_frontend, "no value from yelb-shared")}',
  });
  expect(stack('frontend').section('locals')).toMatchObject({
    backend_virtual_service_arn_yelb_appserver:
      '${try(data.terraform_remote_state.backend.outputs.virtual_service_arn_yelb_appserver, "")}',
  });
});
