import { http, tcp } from '../../core/topology/write';
import yelb from '../../examples/yelb/topology';
import { variants } from '../cases/variants';
import { stacksOf } from './json';

const accounts = (more: object) => ({
  ...yelb,
  accounts: { ...yelb.accounts, backend: { ...yelb.accounts['backend'], ...more } },
});

describe('an existing network', () => {
  const stack = stacksOf(variants['existing network']);
  const backend = stack('backend');

  test('is not created, and neither are peering and routes', () => {
    const types = Object.keys({ ...backend.counts, ...stack('frontend').counts });
    expect(
      types.filter((type) =>
        /^aws_(vpc$|subnet|route$|route_table|nat|eip|internet_gateway|vpc_peering)/.test(type),
      ),
    ).toEqual([]);
  });

  test('is named by its id, and calls from its blocks', () => {
    const vpc = 'vpc-0a1b2c3d4e5f60718';
    expect(backend.at('aws_security_group.workload_yelb-db')['vpc_id']).toBe(vpc);
    expect(backend.at('aws_service_discovery_private_dns_namespace.namespace')['vpc']).toBe(vpc);
    const out = stack('frontend').ofType('aws_vpc_security_group_egress_rule');
    expect(out.flatMap(({ body }) => body['cidr_ipv4'] ?? [])).toEqual([
      '0.0.0.0/0',
      '10.193.32.0/20',
      '10.193.48.0/20',
    ]);
  });

  test("has the owner's zone and its own joined all the same", () => {
    expect(backend.at('aws_route53_vpc_association_authorization.zone-authorization_frontend')).toMatchObject(
      {
        zone_id: '${aws_service_discovery_private_dns_namespace.namespace.hosted_zone}',
        vpc_id: '${local.yelb_shared_vpc_id_frontend}',
      },
    );
    expect(stack('frontend').at('aws_route53_zone_association.zone-association_backend')).toMatchObject({
      zone_id: '${local.backend_zone_id_backend}',
      vpc_id: '${local.yelb_shared_vpc_id_frontend}',
    });
  });
});

test('an account of the same organization needs no invitation and no acceptance', () => {
  const stack = stacksOf(accounts({ principal: 'organization' }));
  expect(stack('yelb-shared').at('aws_ram_resource_share.share_backend')['allow_external_principals']).toBe(
    false,
  );
  const backend = stack('backend');
  expect(backend.ofType('aws_ram_resource_share_accepter')).toEqual([]);
  expect(backend.at('aws_acm_certificate.certificate_yelb-db')['depends_on']).toBeUndefined();
  expect(backend.at('aws_appmesh_virtual_node.workload_yelb-db')['depends_on']).toEqual([
    'aws_iam_service_linked_role.mesh-role',
  ]);
});

test("App Mesh's role is not created where it exists", () => {
  const backend = stacksOf(accounts({ meshRole: 'exists' }))('backend');
  expect(backend.ofType('aws_iam_service_linked_role')).toEqual([]);
  expect(backend.at('aws_appmesh_virtual_node.workload_yelb-db')['depends_on']).toEqual([
    'aws_ram_resource_share_accepter.share-acceptance',
  ]);
});

test('a profile signs in instead of a role', () => {
  const { backend } = yelb.accounts;
  const { role, ...rest } = backend as { role?: string };
  expect(role).toBeDefined();
  const stack = stacksOf({ ...yelb, accounts: { ...yelb.accounts, backend: { ...rest, profile: 'votes' } } });
  expect(stack('backend').section('provider')['aws']).toEqual([
    { region: 'us-west-2', allowed_account_ids: ['222222222222'], profile: 'votes' },
    { region: 'us-west-2', allowed_account_ids: ['222222222222'], profile: 'votes', alias: 'backend' },
  ]);
});

test('an external id is passed with the role', () => {
  const stack = stacksOf(accounts({ externalId: 'secret handshake' }));
  expect(stack('backend').section('provider')['aws']).toMatchObject([
    { assume_role: [{ external_id: 'secret handshake' }] },
    { assume_role: [{ external_id: 'secret handshake' }] },
  ]);
});

describe('a route with targets in two accounts', () => {
  const stack = stacksOf({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      'new-db': { account: 'frontend', listens: tcp(5432) },
    },
    services: { ...yelb.services, 'yelb-db': { routes: [{ to: { 'yelb-db': 90, 'new-db': 10 } }] } },
  });

  test('serves from its own account until the other exists', () => {
    expect(stack('backend').at('aws_appmesh_route.route_yelb-db_yelb-db')).toMatchObject({
      name: 'yelb-db',
      virtual_router_name: '${aws_appmesh_virtual_router.service_yelb-db.name}',
      spec: {
        priority: 1000,
        tcp_route: {
          action: {
            weighted_target: [
              { virtual_node: '${aws_appmesh_virtual_node.workload_yelb-db.name}', weight: 90 },
            ],
          },
        },
      },
    });
  });

  test('is split once both exist, in a stack that refers to what others created', () => {
    const links = stack('backend-links');
    expect(links.at('aws_appmesh_route.route-split_yelb-db_yelb-db')).toMatchObject({
      name: 'yelb-db-split',
      mesh_owner: '111111111111',
      virtual_router_name: 'yelb-db',
      spec: {
        priority: 1,
        tcp_route: {
          action: {
            weighted_target: [
              { virtual_node: 'new-db', weight: 10 },
              { virtual_node: 'yelb-db', weight: 90 },
            ],
          },
        },
      },
    });
    expect(links.at('aws_appmesh_route.route-split_yelb-db_yelb-db')['depends_on']).toBeUndefined();
  });
});

describe('names without a workload', () => {
  const stack = stacksOf({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      'yelb-ui': { account: 'frontend', listens: http(80), calls: ['votes', 'ballots'] },
    },
    services: {
      votes: { routes: [{ to: 'yelb-appserver' }] },
      ballots: { account: 'backend', sharesRouterOf: 'votes' },
    },
  });
  const backend = stack('backend');

  test('resolve to an address that is nowhere', () => {
    expect(backend.at('aws_service_discovery_service.service_votes')).toMatchObject({
      name: 'votes',
      dns_config: { namespace_id: '${aws_service_discovery_private_dns_namespace.namespace.id}' },
    });
    expect(backend.at('aws_service_discovery_instance.service_votes')).toMatchObject({
      service_id: '${aws_service_discovery_service.service_votes.id}',
      attributes: { AWS_INSTANCE_IPV4: '192.0.2.1' },
    });
  });

  test('may share a router, whichever is created first', () => {
    const provider = {
      provider: {
        virtual_router: { virtual_router_name: '${aws_appmesh_virtual_router.service_votes.name}' },
      },
    };
    expect(backend.at('aws_appmesh_virtual_service.service_ballots')['spec']).toEqual(provider);
    expect(backend.at('aws_appmesh_virtual_service.service_votes')['spec']).toEqual(provider);
    expect(backend.ofType('aws_appmesh_virtual_router')).toHaveLength(1);
  });
});

describe('accounts that call each other', () => {
  const stack = stacksOf(variants['calling each other']);

  test('are peered after all first stacks from the later to the earlier, which accepts after that', () => {
    expect(stack('two-requests').at('aws_vpc_peering_connection.peering_three')).toMatchObject({
      auto_accept: false,
      vpc_id: '${local.two_vpc_id_two}',
      peer_vpc_id: '${local.three_vpc_id_three}',
    });
    expect(stack('three-links').at('aws_vpc_peering_connection_accepter.peering_two')).toMatchObject({
      vpc_peering_connection_id: '${local.two_requests_peering_id_three}',
    });
  });

  test('have a gateway in the account of the owner', () => {
    const one = stack('one');
    expect(one.at('aws_appmesh_gateway_route.gateway-route_door_alpha')).toMatchObject({
      virtual_gateway_name: '${aws_appmesh_virtual_gateway.gateway_door.name}',
      spec: {
        http_route: {
          action: {
            target: {
              virtual_service: { virtual_service_name: '${aws_appmesh_virtual_service.service_alpha.name}' },
            },
          },
        },
      },
    });
    expect(one.at('aws_iam_policy.gateway_door')['name']).toBe('ring-door-envoy-eu-central-1');
  });
});

test('certificates from files are referenced, not created', () => {
  const main = stacksOf(variants['mutual'])('main');
  expect(main.ofType('aws_acm_certificate')).toEqual([]);
  expect(main.at('aws_appmesh_virtual_node.workload_server')).toMatchObject({
    spec: {
      listener: [
        {
          tls: {
            certificate: {
              file: { certificate_chain: '/certs/server.pem', private_key: '/certs/server.key' },
            },
          },
        },
      ],
    },
  });
});

test('an existing authority is not created, and is shared by its ARN', () => {
  const shared = stacksOf(variants['pipeline'], {
    AUTHORITY: 'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/there',
  })('yelb-shared');
  expect(Object.keys(shared.counts).filter((type) => type.startsWith('aws_acmpca'))).toEqual([]);
  expect(shared.at('aws_ram_resource_association.share_backend_authority-root')['resource_arn']).toBe(
    'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/there',
  );
});

test('a policy name that would be too long for IAM shortens the mesh', () => {
  const long = 'w'.repeat(60);
  const written = {
    ...yelb,
    mesh: 'm'.repeat(60),
    workloads: { ...yelb.workloads, [long]: { account: 'backend', listens: http(80) } },
  };
  const { name } = stacksOf(written)('backend').at(`aws_iam_policy.workload_${long}`);
  expect(name).toBe(`${'m'.repeat(51)}-${long}-envoy-us-west-2`);
  expect(name).toHaveLength(128);
});
