import { write } from '../../core/topology';
import { stacksOf } from './json';

const { Authority, http } = write;
const base = {
  mesh: { name: 'harbour', existing: true },
  dataPlane: 'app-mesh',
  region: 'eu-west-3',
  owner: 'port',
  connect: 'none',
  accounts: {
    port: {
      id: '555555555555',
      network: { vpc: 'vpc-0aa', cidrs: ['10.1.0.0/20'], subnets: { private: ['subnet-0a'] } },
    },
    ships: {
      id: '666666666666',
      role: 'deploy',
      share: { parameter: 'SHARE' },
      network: { cidr: '10.2.0.0/26', zones: ['eu-west-3a', 'eu-west-3b', 'eu-west-3c'], internet: 'none' },
    },
  },
  parameters: { SHARE: {} },
  authority: Authority.existing('arn:aws:acm-pca:eu-west-3:555555555555:certificate-authority/1'),
  workloads: {
    cargo: {
      account: 'ships',
      listens: http(80),
      calls: ['customs', 'hull'],
      discovery: { kind: 'cloud-map', ttl: 60 },
    },
    hull: {
      account: 'ships',
      existing: true,
      listens: http(8080),
      discovery: { kind: 'cloud-map', existing: true, namespace: 'fleet.internal' },
    },
    office: {
      account: 'port',
      existing: true,
      listens: http(8443),
      calls: ['cargo'],
      discovery: { kind: 'dns', hostname: 'office.example.com' },
    },
  },
  services: { customs: { name: 'customs.example.com', existing: true, account: 'port', to: 'office' } },
};
const stack = stacksOf(base)('ships');

test('the share that is waiting is accepted before anything of the mesh, by an ARN that a variable gives', () => {
  expect(stack.at('aws_ram_resource_share_accepter.share-acceptance')['share_arn']).toBe('${var.SHARE}');
  expect(Object.keys(stack.section('variable'))).toEqual(['SHARE']);
  expect(stack.at('aws_appmesh_virtual_node.workload_cargo')).toMatchObject({
    mesh_name: 'harbour',
    mesh_owner: '555555555555',
    depends_on: expect.arrayContaining(['aws_ram_resource_share_accepter.share-acceptance']),
  });
});

test('of what exists nothing is created: others come and are called by the blocks of their accounts', () => {
  expect(stack.ofType('aws_security_group').map(({ address }) => address)).toEqual([
    'aws_security_group.workload_cargo',
  ]);
  const sides = (type: string) =>
    stack.ofType(type).map(({ body }) => `${String(body['cidr_ipv4'])} ${String(body['from_port'])}`);
  expect(sides('aws_vpc_security_group_ingress_rule')).toEqual(['10.1.0.0/20 80']);
  expect(sides('aws_vpc_security_group_egress_rule').toSorted()).toEqual([
    '0.0.0.0/0 443',
    '0.0.0.0/0 8443',
    '10.1.0.0/20 8443',
    '10.2.0.0/27 8080',
    '10.2.0.32/28 8080',
  ]);
});

test('the list of stacks is in the first stack if the mesh has no stack of its own', () => {
  expect(stack.section('output')['stacks']).toEqual({ value: { ships: 'harbour-ships' } });
});

test('callers cache an address as long as the workload specifies', () => {
  const { dns_config: dns } = stack.at('aws_service_discovery_service.workload_cargo') as {
    dns_config?: { dns_records: readonly { ttl: number }[] };
  };
  expect(dns?.dns_records).toEqual([{ ttl: 60, type: 'A' }]);
});

test('a network without internet has private subnets alone', () => {
  expect(stack.counts).toMatchObject({ aws_vpc: 1, aws_subnet: 3, aws_route_table: 1 });
  for (const type of ['aws_internet_gateway', 'aws_nat_gateway', 'aws_eip', 'aws_route'])
    expect(stack.ofType(type)).toEqual([]);
});

test('tags of a thing are on all that is created for it, over those of its account and of the topology', () => {
  const tagged = stacksOf({
    ...base,
    mesh: 'harbour',
    connect: 'peering',
    parameters: { COST: {} },
    tags: { mesh: 'harbour', tier: 'mesh' },
    accounts: {
      port: { id: '555555555555', network: { cidr: '10.1.0.0/20' } },
      ships: {
        id: '666666666666',
        network: { cidr: '10.2.0.0/20' },
        tags: { tier: 'account', team: 'ships' },
      },
    },
    authority: { kind: 'private-ca', commonName: 'harbour root', tags: { tier: 'authority' } },
    certificates: { named: { kind: 'issued', names: ['crane.example.com'], tags: { tier: 'certificate' } } },
    workloads: {
      cargo: { account: 'ships', listens: http(80), tags: { tier: 'workload', cost: { parameter: 'COST' } } },
      crane: {
        account: 'port',
        listens: { ...http(80), tls: { certificate: 'named' } },
        tags: { tier: 'crane' },
      },
    },
    services: { lift: { to: 'crane', account: 'port', tags: { tier: 'service' } } },
    gateways: {
      quay: { listens: http(443), routes: [{ prefix: '/', service: 'lift' }], tags: { tier: 'gateway' } },
    },
  });
  const tierOf = (name: string, address: string) => tagged(name).at(address)['tags'];
  const ofMesh = { mesh: 'harbour' };
  const ofAccount = { ...ofMesh, team: 'ships' };
  expect(tierOf('harbour-shared', 'aws_vpc.network')).toMatchObject({ ...ofMesh, tier: 'mesh' });
  expect(tierOf('harbour-shared', 'aws_acmpca_certificate_authority.authority_root')).toEqual({
    ...ofMesh,
    tier: 'authority',
    AmazonECSManaged: 'true',
  });
  for (const type of ['acm_certificate', 'iam_policy'])
    expect(
      tierOf('ships', `aws_${type}.${type === 'iam_policy' ? 'workload' : 'certificate'}_cargo`),
    ).toEqual({
      ...ofAccount,
      tier: 'workload',
      cost: '${var.COST}',
    });
  expect(Object.keys(tagged('ships').section('variable'))).toEqual(['COST']);
  // A member tags nothing in a mesh of another account.
  expect(tierOf('ships', 'aws_appmesh_virtual_node.workload_cargo')).toBeUndefined();
  const inPort: readonly (readonly [string, string])[] = [
    ['aws_appmesh_virtual_node.workload_crane', 'crane'],
    ['aws_security_group.workload_crane', 'crane'],
    ['aws_acm_certificate.certificate_named', 'certificate'],
    ['aws_appmesh_virtual_service.service_lift', 'service'],
    ['aws_appmesh_virtual_gateway.gateway_quay', 'gateway'],
    ['aws_appmesh_gateway_route.gateway-route_quay_quay', 'gateway'],
  ];
  for (const [address, tier] of inPort) expect(tierOf('port', address)).toEqual({ ...ofMesh, tier });
});

test('a lock table that exists locks the state besides the lock file, and is not read by others', () => {
  const state = { kind: 's3', bucket: 'states', prefix: 'ships', lockTable: 'locks' };
  const locked = stacksOf({
    ...base,
    mesh: 'harbour',
    parameters: {},
    state,
    accounts: {
      port: base.accounts.port,
      ships: { id: '666666666666', network: { cidr: '10.2.0.0/20' } },
    },
  });
  const { s3 } = locked('ships').section('terraform')['backend'] as { s3: object };
  expect(s3).toMatchObject({ dynamodb_table: 'locks', use_lockfile: true });
  expect(JSON.stringify(locked('ships').data)).not.toContain('locks');
});

test.each<[unknown, object]>([
  [
    'cloud-watch',
    {
      log_destination_type: 'cloud-watch-logs',
      log_destination: '${aws_cloudwatch_log_group.network.arn}',
      iam_role_arn: '${aws_iam_role.network.arn}',
    },
  ],
  [
    { logGroup: 'arn:aws:logs:eu-west-3:666666666666:log-group:/net/flows' },
    {
      log_destination_type: 'cloud-watch-logs',
      log_destination: 'arn:aws:logs:eu-west-3:666666666666:log-group:/net/flows',
      iam_role_arn: '${aws_iam_role.network.arn}',
    },
  ],
  [{ bucket: 'arn:aws:s3:::flows' }, { log_destination_type: 's3', log_destination: 'arn:aws:s3:::flows' }],
])('flows are recorded as flowLogs specifies: %j', (flowLogs, body) => {
  const { ships } = base.accounts;
  const network = { ...ships.network, flowLogs };
  const recorded = stacksOf({ ...base, accounts: { ...base.accounts, ships: { ...ships, network } } })(
    'ships',
  );
  expect(recorded.at('aws_flow_log.network')).toMatchObject({
    vpc_id: '${aws_vpc.network.id}',
    traffic_type: 'ALL',
    ...body,
  });
  const isBucket = typeof flowLogs === 'object' && flowLogs !== null && 'bucket' in flowLogs;
  expect(recorded.ofType('aws_iam_role')).toHaveLength(isBucket ? 0 : 1);
  expect(recorded.ofType('aws_cloudwatch_log_group')).toHaveLength(flowLogs === 'cloud-watch' ? 1 : 0);
});

test('flows are not recorded by default: it is billed by the gigabyte, and often done for all accounts at once', () => {
  expect(stack.ofType('aws_flow_log')).toEqual([]);
});
