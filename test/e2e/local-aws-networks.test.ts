import { newTrial, type Trial } from './local-aws';

// The real Terraform: a run of several stacks takes a minute on two cores.
jest.setTimeout(600_000);

let trial: Trial;
beforeAll(async () => {
  trial = await newTrial();
});
afterAll(() => trial.end());

const zones = ['us-west-2a', 'us-west-2b'];

/** A network of 17 resources, as a stack of ours makes it. */
function network(alias: string, cidr: string): Record<string, Record<string, object>> {
  const provider = `aws.${alias}`;
  const vpc_id = `\${aws_vpc.${alias}.id}`;
  const subnet = (index: number): object => ({
    provider,
    vpc_id,
    cidr_block: `\${cidrsubnet("${cidr}", 4, ${index})}`,
    availability_zone: zones[index % 2],
  });
  const table = (tier: string): string => `\${aws_route_table.${alias}_${tier}.id}`;
  const associations = ['public', 'private'].flatMap((tier) =>
    [0, 1].map((index) => [
      `${alias}_${tier}_${index}`,
      {
        provider,
        subnet_id: `\${aws_subnet.${alias}_${tier}_${index}.id}`,
        route_table_id: table(tier),
      },
    ]),
  );
  const everywhere = { provider, destination_cidr_block: '0.0.0.0/0' };
  return {
    aws_vpc: { [alias]: { provider, cidr_block: cidr, enable_dns_hostnames: true } },
    aws_default_security_group: { [alias]: { provider, vpc_id } },
    aws_internet_gateway: { [alias]: { provider, vpc_id } },
    aws_subnet: {
      [`${alias}_public_0`]: subnet(0),
      [`${alias}_public_1`]: subnet(1),
      [`${alias}_private_0`]: subnet(2),
      [`${alias}_private_1`]: subnet(3),
    },
    aws_eip: { [alias]: { provider, domain: 'vpc', depends_on: [`aws_internet_gateway.${alias}`] } },
    aws_nat_gateway: {
      [alias]: {
        provider,
        allocation_id: `\${aws_eip.${alias}.id}`,
        subnet_id: `\${aws_subnet.${alias}_public_0.id}`,
      },
    },
    aws_route_table: {
      [`${alias}_public`]: { provider, vpc_id },
      [`${alias}_private`]: { provider, vpc_id },
    },
    aws_route: {
      [`${alias}_public`]: {
        ...everywhere,
        route_table_id: table('public'),
        gateway_id: `\${aws_internet_gateway.${alias}.id}`,
      },
      [`${alias}_private`]: {
        ...everywhere,
        route_table_id: table('private'),
        nat_gateway_id: `\${aws_nat_gateway.${alias}.id}`,
      },
    },
    aws_route_table_association: Object.fromEntries(associations),
  };
}

type Resources = Record<string, Record<string, object>>;
function merged(...parts: readonly Resources[]): Resources {
  const all: Resources = {};
  for (const part of parts)
    for (const [type, resources] of Object.entries(part)) all[type] = { ...all[type], ...resources };
  return all;
}

test('two networks with a peering apply, re-plan empty and go', async () => {
  const peering = '${aws_vpc_peering_connection.pair.id}';
  const resource = merged(network('owner', '10.192.0.0/16'), network('member', '10.193.0.0/16'), {
    aws_vpc_peering_connection: {
      pair: {
        provider: 'aws.member',
        vpc_id: '${aws_vpc.member.id}',
        peer_vpc_id: '${aws_vpc.owner.id}',
        peer_owner_id: '111111111111',
      },
    },
    aws_vpc_peering_connection_accepter: {
      pair: { provider: 'aws.owner', vpc_peering_connection_id: peering, auto_accept: true },
    },
    aws_route: {
      to_owner: {
        provider: 'aws.member',
        route_table_id: '${aws_route_table.member_private.id}',
        destination_cidr_block: '10.192.0.0/16',
        vpc_peering_connection_id: peering,
      },
      to_member: {
        provider: 'aws.owner',
        route_table_id: '${aws_route_table.owner_private.id}',
        destination_cidr_block: '10.193.0.0/16',
        vpc_peering_connection_id: '${aws_vpc_peering_connection_accepter.pair.id}',
      },
    },
  });
  expect((await trial.apply('networks', { resource })).added).toBe(2 * 17 + 4);
  expect(await trial.destroy('networks')).toBe(38);
});

test('security groups, rules by group and by address, and a policy apply, re-plan empty and go', async () => {
  const provider = 'aws.owner';
  const port = { provider, ip_protocol: 'tcp', from_port: 4567, to_port: 4567 };
  const group = (name: string): string => `\${aws_security_group.${name}.id}`;
  const statement = { Effect: 'Allow', Action: 'appmesh:StreamAggregatedResources', Resource: '*' };
  const resource = {
    aws_vpc: { owner: { provider, cidr_block: '10.0.0.0/16' } },
    aws_security_group: {
      ui: { provider, name: 'ui', description: 'ui', vpc_id: '${aws_vpc.owner.id}' },
      db: { provider, name: 'db', description: 'db', vpc_id: '${aws_vpc.owner.id}' },
    },
    aws_vpc_security_group_ingress_rule: {
      by_group: {
        ...port,
        security_group_id: group('db'),
        description: 'ui to db',
        referenced_security_group_id: group('ui'),
      },
      by_address: { ...port, security_group_id: group('db'), description: 'lan', cidr_ipv4: '10.1.0.0/16' },
    },
    aws_vpc_security_group_egress_rule: {
      by_group: {
        ...port,
        security_group_id: group('ui'),
        description: 'ui to db',
        referenced_security_group_id: group('db'),
      },
    },
    aws_iam_policy: {
      envoy: {
        provider,
        name: 'envoy',
        policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      },
    },
    aws_iam_service_linked_role: { mesh: { provider, aws_service_name: 'appmesh.amazonaws.com' } },
  };
  const output = { role: { value: '${aws_iam_service_linked_role.mesh.name}' } };
  const { added, outputs } = await trial.apply('groups', { resource, output });
  expect([added, outputs]).toEqual([8, { role: 'AWSServiceRoleForAppMesh' }]);

  const second = { second: { provider, aws_service_name: 'appmesh.amazonaws.com' } };
  await expect(trial.apply('second', { resource: { aws_iam_service_linked_role: second } })).rejects.toThrow(
    'has been taken in this account',
  );
  expect(await trial.destroy('groups')).toBe(8);
});
