import yelb from '../../examples/yelb/topology';
import { planned } from '../cases/synthesized';
import { variants } from '../cases/variants';
import { stacksOf } from './json';

const stack = stacksOf(variants['transit gateway']);
const shared = stack('ring-shared');
const two = stack('two');

const ATTACHMENT = 'aws_ec2_transit_gateway_vpc_attachment.transit-gateway-attachment';
const GATEWAY = '${aws_ec2_transit_gateway.transit-gateway.id}';

test('the gateway takes whom it is shared with, and routes every attachment', () => {
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

test('the gateway is told once every member has its share', () => {
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

test('the owner attaches to its own gateway and waits for no share', () => {
  const attachment = shared.at(ATTACHMENT);
  expect(attachment['transit_gateway_id']).toBe(GATEWAY);
  expect(attachment['depends_on']).toBeUndefined();
});

test('private subnets send packets for the others to the gateway, as long as they hang on it', () => {
  const routes = (name: string) =>
    Object.fromEntries(
      stack(name)
        .ofType('aws_route')
        .filter(({ body }) => 'transit_gateway_id' in body)
        .map(({ address, body }) => [address.split('_').at(-1), body]),
    );
  const to = (cidr: string) => ({
    provider: expect.stringMatching(/^aws\./) as string,
    route_table_id: '${aws_route_table.network_private.id}',
    destination_cidr_block: cidr,
    transit_gateway_id: `\${${ATTACHMENT}.transit_gateway_id}`,
  });
  const [one, second, three] = [to('10.191.0.0/16'), to('10.192.0.0/16'), to('10.193.0.0/16')];
  const expected = {
    'ring-shared': { two: second, three },
    two: { one, three },
    three: { one, two: second },
  };
  for (const [name, others] of Object.entries(expected)) {
    expect(Object.keys(routes(name)).toSorted()).toEqual(Object.keys(others).toSorted());
    expect(routes(name)).toMatchObject(others);
  }
});

test('nobody peers', () => {
  for (const { name } of planned(variants['transit gateway']).plan.stacks) {
    expect(stack(name).text).not.toContain('peering');
  }
});

test('networks between which nobody calls are not routed to each other', () => {
  const three = variants['three accounts'];
  // The UI calls the application server, which calls the data; the UI never calls the data.
  const chain = stacksOf({ ...three, connect: 'transit-gateway' });
  const routes = (name: string) =>
    chain(name)
      .ofType('aws_route')
      .flatMap(({ address }) => /transit-gateway-attachment_(.+)/.exec(address)?.[1] ?? []);
  expect(routes('yelb-shared')).toEqual(['backend']);
  expect(routes('backend')).toEqual(['data', 'frontend']);
  expect(routes('data')).toEqual(['backend']);
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
      .filter(({ address }) => address.includes('transit-gateway'))
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
      ['aws_route.transit-gateway-attachment_frontend_table-1', 'rtb-0a1b2c3d4e5f60718', '10.192.0.0/16'],
    ]);
    expect(routes('yelb-shared').map(([address, , cidr]) => [address, cidr])).toEqual([
      ['aws_route.transit-gateway-attachment_backend_block-1', '10.193.32.0/20'],
      ['aws_route.transit-gateway-attachment_backend_block-2', '10.193.48.0/20'],
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

  test('nobody reads the share, and members still come after it', () => {
    for (const name of names) expect(inside(name).text).not.toContain('_share_arn_');
    expect(inside('two').at(ATTACHMENT)['depends_on']).toBeUndefined();
    const { waves } = planned(variants['organization']).plan;
    expect(waves[0]).toEqual(['ring-shared']);
  });
});
