import yelb from '../../examples/yelb/topology';
import { planned } from '../cases/synthesized';
import { variants } from '../cases/variants';
import { stacksOf } from './json';

const stack = stacksOf(variants['transit gateway']);
const shared = stack('ring-shared');
const two = stack('two');

const ATTACHMENT = 'aws_ec2_transit_gateway_vpc_attachment.transit-gateway-attachment';
const GATEWAY = '${aws_ec2_transit_gateway.transit-gateway.id}';

test('the gateway accepts the accounts that it is shared with, and routes every attachment', () => {
  expect(shared.at('aws_ec2_transit_gateway.transit-gateway')).toMatchObject({
    auto_accept_shared_attachments: 'enable',
    default_route_table_association: 'enable',
    default_route_table_propagation: 'enable',
    tags: { Name: 'ring' },
  });
});

test.each(['two', 'three'])(
  'the share of "%s" holds the gateway before the invitation goes out',
  (member) => {
    const association = `aws_ram_resource_association.share_${member}_transit-gateway`;
    expect(shared.at(association)['resource_arn']).toBe('${aws_ec2_transit_gateway.transit-gateway.arn}');
    expect(shared.at(`aws_ram_principal_association.share_${member}`)['depends_on']).toContain(association);
  },
);

test('the gateway is an output once every member has its share', () => {
  expect(shared.output('transit_gateway_id')).toEqual({
    value: GATEWAY,
    depends_on: ['aws_ram_principal_association.share_three', 'aws_ram_principal_association.share_two'],
  });
});

test('a member attaches its private subnets once it has accepted the share', () => {
  expect(two.at(ATTACHMENT)).toMatchObject({
    transit_gateway_id: '${local.ring_shared_transit_gateway_id}',
    vpc_id: '${aws_vpc.network.id}',
    subnet_ids: ['${aws_subnet.network_private-1.id}', '${aws_subnet.network_private-2.id}'],
    depends_on: ['aws_ram_resource_share_accepter.share-acceptance'],
  });
});

test('the owner attaches to its own gateway without waiting for a share', () => {
  const attachment = shared.at(ATTACHMENT);
  expect(attachment['transit_gateway_id']).toBe(GATEWAY);
  expect(attachment['depends_on']).toBeUndefined();
});

/** The routes of a stack to other accounts: to whom, and where they lead. */
const routesOf = (name: string, of = stack) =>
  of(name)
    .ofType('aws_route')
    .flatMap(({ address, body }) => {
      const [, peer] = /^aws_route\.to_account_(.+)/.exec(address) ?? [];
      return peer === undefined ? [] : [{ peer, body }];
    });

test('private subnets send packets for the others to the gateway, once they hang on it', () => {
  const attached = `\${${ATTACHMENT}.transit_gateway_id}`;
  const told = '${local.ring_shared_transit_gateway_id}';
  const leads = (name: string) =>
    Object.fromEntries(routesOf(name).map(({ peer, body }) => [peer, body['transit_gateway_id']]));
  expect(leads('ring-shared')).toEqual({});
  expect(leads('one')).toEqual({ two: told, three: told });
  expect(leads('two')).toEqual({ one: attached });
  expect(leads('two-requests')).toEqual({ three: told });
  expect(leads('three')).toEqual({ one: attached });
  expect(leads('three-links')).toEqual({ two: told });
  expect(routesOf('two')[0]?.body).toMatchObject({
    route_table_id: '${aws_route_table.network_private.id}',
    destination_cidr_block: '10.191.0.0/16',
  });
});

test('a change to a gateway changes the targets of the peering routes, and adds no routes', () => {
  const peered = stacksOf(variants['calling each other']);
  for (const { name } of planned(variants['transit gateway']).plan.stacks)
    expect(routesOf(name).map(({ peer }) => peer)).toEqual(routesOf(name, peered).map(({ peer }) => peer));
});

test('a gateway that is left stays, with its shares, and nothing hangs on it', () => {
  const left = {
    ...variants['transit gateway'],
    connect: { with: 'peering', leaving: 'transit-gateway' },
  } as const;
  const of = stacksOf(left);
  const kept = of('ring-shared');
  expect(kept.at('aws_ec2_transit_gateway.transit-gateway')).toEqual(
    shared.at('aws_ec2_transit_gateway.transit-gateway'),
  );
  expect(kept.ofType('aws_ram_resource_association')).toEqual(shared.ofType('aws_ram_resource_association'));
  for (const { name } of planned(left).plan.stacks) {
    expect(of(name).text).not.toContain('aws_ec2_transit_gateway_vpc_attachment');
    for (const { body } of routesOf(name, of)) expect(body['vpc_peering_connection_id']).toBeDefined();
  }
});

test('no accounts peer', () => {
  for (const { name } of planned(variants['transit gateway']).plan.stacks) {
    expect(stack(name).text).not.toContain('peering');
  }
});

test('networks without calls between them are not routed to each other', () => {
  const three = variants['three accounts'];
  // The UI calls the application server, which calls the data; the UI never calls the data.
  const chain = stacksOf({ ...three, connect: 'transit-gateway' });
  const peers = (name: string) => routesOf(name, chain).map(({ peer }) => peer);
  expect(peers('frontend')).toEqual(['backend']);
  expect(peers('backend')).toEqual(['frontend']);
  expect(peers('backend-links')).toEqual(['data']);
  expect(peers('data-requests')).toEqual(['backend']);
});

test('security groups are those of peered networks', () => {
  const peered = stacksOf(yelb);
  const attached = stacksOf({ ...yelb, connect: 'transit-gateway' });
  for (const name of ['backend', 'frontend']) {
    for (const type of ['aws_security_group', 'aws_vpc_security_group_ingress_rule']) {
      expect(attached(name).ofType(type)).toEqual(peered(name).ofType(type));
    }
  }
});

describe('a network of others', () => {
  const attached = stacksOf(variants['attached network']);
  const routes = (name: string) =>
    attached(name)
      .ofType('aws_route')
      .filter(({ address }) => address.includes('to_account'))
      .map(({ address, body }) => [address, body['route_table_id'], body['destination_cidr_block']]);

  test('hangs on the gateway by its own subnets', () => {
    expect(attached('backend').at(ATTACHMENT)).toMatchObject({
      vpc_id: 'vpc-0a1b2c3d4e5f60718',
      subnet_ids: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
      depends_on: ['aws_ram_resource_share_accepter.share-acceptance'],
    });
  });

  test('is routed in the tables that are named, and reached at its blocks', () => {
    expect(routes('backend')).toEqual([
      ['aws_route.to_account_frontend_table-1', 'rtb-0a1b2c3d4e5f60718', '10.192.0.0/16'],
    ]);
    expect(routes('frontend').map(([address, , cidr]) => [address, cidr])).toEqual([
      ['aws_route.to_account_backend_block-1', '10.193.32.0/20'],
      ['aws_route.to_account_backend_block-2', '10.193.48.0/20'],
    ]);
  });
});

describe('inside an organization', () => {
  const inside = stacksOf(variants['organization']);
  const names = planned(variants['organization']).plan.stacks.map(({ name }) => name);

  test('shares stay inside, and nothing accepts or waits for an acceptance', () => {
    expect(names).toContain('three');
    for (const name of names) expect(inside(name).text).not.toMatch(/accepter|share-acceptance/);
    const shares = inside('ring-shared').ofType('aws_ram_resource_share');
    expect(shares.map(({ body }) => body['allow_external_principals'])).toEqual([false, false]);
  });

  test('no stack reads the share, but members still come after it', () => {
    for (const name of names) expect(inside(name).text).not.toContain('_share_arn_');
    expect(inside('two').at(ATTACHMENT)['depends_on']).toBeUndefined();
    const { waves } = planned(variants['organization']).plan;
    expect(waves[0]).toEqual(['ring-shared']);
  });
});
