import { elementText } from '../../../local/aws/corrections/xml';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, region, requestsOf, type Requests, type Told } from './requests';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
let vpc: string;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
  vpc = await vpcOf(owner);
});
afterAll(() => stage.end());

const map = (who: Requests, operation: string, asked: object = {}): Promise<Told> =>
  who.target('servicediscovery', `Route53AutoNaming_v20170314.${operation}`, asked);
async function vpcOf(who: Requests): Promise<string> {
  const { body } = await who.query('ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
  return elementText(body, 'vpcId') ?? '';
}

let made = 0;
const newName = (): string => `n${(made += 1)}.internal`;
async function namespaceOf(who: Requests, operation: string, asked: object): Promise<string> {
  const { json } = await map(who, 'GetOperation', (await map(who, operation, asked)).json);
  return (json['Operation'] as { Targets: { NAMESPACE: string } }).Targets.NAMESPACE;
}
const newNamespace = (who: Requests = owner, Vpc = vpc): Promise<string> =>
  namespaceOf(who, 'CreatePrivateDnsNamespace', { Name: newName(), Vpc });
async function newService(NamespaceId: string, Name = 'ui'): Promise<string> {
  return ((await map(owner, 'CreateService', { Name, NamespaceId })).json['Service'] as { Id: string }).Id;
}
const register = (ServiceId: string, InstanceId: string, address: string): Promise<Told> =>
  map(owner, 'RegisterInstance', {
    ServiceId,
    InstanceId,
    Attributes: { AWS_INSTANCE_IPV4: address },
  });
const listed = async (operation: string, list: string, asked: object): Promise<readonly unknown[]> =>
  (await map(owner, operation, asked)).json[list] as readonly unknown[];

test('an instance that is registered again is replaced, and one deregistration is enough', async () => {
  const ServiceId = await newService(await newNamespace());
  await register(ServiceId, 'a', '192.0.2.1');
  await register(ServiceId, 'b', '192.0.2.2');
  expect((await register(ServiceId, 'a', '192.0.2.3')).status).toBe(200);
  expect(await listed('ListInstances', 'Instances', { ServiceId })).toMatchObject([
    { Id: 'b', Attributes: { AWS_INSTANCE_IPV4: '192.0.2.2' } },
    { Id: 'a', Attributes: { AWS_INSTANCE_IPV4: '192.0.2.3' } },
  ]);
  for (const InstanceId of ['a', 'b']) await map(owner, 'DeregisterInstance', { ServiceId, InstanceId });
  expect((await map(owner, 'DeleteService', { Id: ServiceId })).status).toBe(200);
});

test('services are listed by namespace and in pages', async () => {
  const [one, other] = [await newNamespace(), await newNamespace()];
  const ids = [await newService(one, 'a'), await newService(one, 'b'), await newService(one, 'c')];
  await newService(other, 'a');
  const Filters = [{ Name: 'NAMESPACE_ID', Values: [one], Condition: 'EQ' }];
  const seen = (await listed('ListServices', 'Services', { Filters })) as readonly { Id: string }[];
  expect(seen.map(({ Id }) => Id)).toEqual(ids);
  const first = await map(owner, 'ListServices', { Filters, MaxResults: 2 });
  const { NextToken } = first.json;
  expect(await listed('ListServices', 'Services', { Filters, NextToken })).toMatchObject([{ Name: 'c' }]);
  expectRefused(await map(owner, 'ListServices', { NextToken }), 'cloud-map/input');
  const foreign = [{ Name: 'RESOURCE_OWNER', Values: ['OTHER_ACCOUNTS'] }];
  expect(await listed('ListServices', 'Services', { Filters: foreign })).toEqual([]);
});

test('namespaces are listed by name and type', async () => {
  const Name = newName();
  await namespaceOf(owner, 'CreatePrivateDnsNamespace', { Name, Vpc: vpc });
  await namespaceOf(owner, 'CreateHttpNamespace', { Name });
  const named = { Name: 'NAME', Values: [Name] };
  const types = async (...Filters: object[]): Promise<readonly unknown[]> =>
    ((await listed('ListNamespaces', 'Namespaces', { Filters })) as readonly { Type: string }[]).map(
      ({ Type }) => Type,
    );
  expect(await types(named)).toEqual(['DNS_PRIVATE', 'HTTP']);
  expect(await types(named, { Name: 'TYPE', Values: ['HTTP'] })).toEqual(['HTTP']);
  expect(await types({ Name: 'HTTP_NAME', Values: [Name] }, { Name: 'TYPE', Values: ['HTTP'] })).toEqual([
    'HTTP',
  ]);
  expect(await types({ ...named, Values: [Name.slice(0, 3)], Condition: 'BEGINS_WITH' })).toContain('HTTP');
});

test('a CreatorRequestId creates one service', async () => {
  const asked = { Name: 'ui', NamespaceId: await newNamespace(), CreatorRequestId: 'a' };
  const first = await map(owner, 'CreateService', asked);
  expect((await map(owner, 'CreateService', asked)).json['Service']).toEqual(first.json['Service']);
});

test('names that differ only by case are distinct without DNS', async () => {
  const NamespaceId = await namespaceOf(owner, 'CreateHttpNamespace', { Name: newName() });
  await newService(NamespaceId, 'ui');
  expect((await map(owner, 'CreateService', { Name: 'UI', NamespaceId })).status).toBe(200);
});

const dns = (NamespaceId: string): object => ({
  Name: 'ui',
  DnsConfig: { NamespaceId, DnsRecords: [{ Type: 'A', TTL: 10 }] },
});
test.each([
  [
    'a namespace that is not there',
    'cloud-map/namespace-exists',
    () => map(owner, 'CreateService', dns('ns-none')),
  ],
  ['no namespace', 'cloud-map/namespace-exists', () => map(owner, 'CreateService', { Name: 'ui' })],
  [
    "another account's namespace",
    'cloud-map/namespace-exists',
    async () => map(owner, 'CreateService', dns(await newNamespace(member, await vpcOf(member)))),
  ],
  [
    'a name that the namespace has',
    'cloud-map/service-exists',
    async () => {
      const namespace = await newNamespace();
      await newService(namespace, 'UI');
      return map(owner, 'CreateService', dns(namespace));
    },
  ],
  [
    'a name that is none',
    'cloud-map/service-name',
    async () => map(owner, 'CreateService', { ...dns(await newNamespace()), Name: '-ui' }),
  ],
  ['a VPC that is not there', 'cloud-map/vpc', () => privateNamespace(owner, 'vpc-0123456789abcdef0')],
  ["another account's VPC", 'cloud-map/vpc', async () => privateNamespace(owner, await vpcOf(member))],
  ['no VPC', 'cloud-map/vpc', () => privateNamespace(owner, undefined)],
  [
    'a name that the VPC has',
    'cloud-map/namespace-taken',
    async () => {
      const name = newName();
      await privateNamespace(owner, vpc, name);
      return privateNamespace(owner, vpc, name.toUpperCase());
    },
  ],
  ['an instance of no service', 'cloud-map/service-found', () => register('srv-none', 'a', '192.0.2.1')],
  [
    'a deletion of no service',
    'cloud-map/service-found',
    () => map(owner, 'DeleteService', { Id: 'srv-none' }),
  ],
  ['a deletion of nothing', 'cloud-map/input', () => map(owner, 'DeleteService')],
  [
    'the instances of no service',
    'cloud-map/service-found',
    () => map(owner, 'ListInstances', { ServiceId: 'x' }),
  ],
  [
    'an id with a space',
    'cloud-map/instance-id',
    async () => register(await newService(await newNamespace()), 'a b', '192.0.2.1'),
  ],
  [
    'a filter that there is not',
    'cloud-map/input',
    () => map(owner, 'ListServices', { Filters: [{ Name: 'X' }] }),
  ],
  ['a page of none', 'cloud-map/input', () => map(owner, 'ListServices', { MaxResults: 0 })],
] as const)('%s is refused', async (_, rule, ask) => {
  expectRefused(await ask(), rule);
});

const privateNamespace = (who: Requests, Vpc: string | undefined, Name = newName()): Promise<Told> =>
  map(who, 'CreatePrivateDnsNamespace', { Name, Vpc });

describe('a zone of Route 53', () => {
  const zone = (name: string, reference: string, ...vpcs: readonly string[]): Promise<Told> => {
    const joined = vpcs.map((id) => `<VPC><VPCRegion>${region}</VPCRegion><VPCId>${id}</VPCId></VPC>`);
    const body = `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${name}</Name>${joined.join('')}<CallerReference>${reference}</CallerReference></CreateHostedZoneRequest>`;
    return owner.rest('route53', 'POST', '/2013-04-01/hostedzone', body);
  };

  test.each([
    ["another account's VPC", 'route53/vpc', async () => zone(newName(), 'a', await vpcOf(member))],
    ['a VPC that is not there', 'route53/vpc', () => zone(newName(), 'a', 'vpc-0123456789abcdef0')],
    [
      'a CallerReference that made one',
      'route53/caller-reference',
      async () => {
        await zone(newName(), 'twice', vpc);
        return zone(newName(), 'twice');
      },
    ],
    [
      'a name that its VPC has, in a zone',
      'route53/conflicting-domain',
      async () => {
        const name = newName();
        await zone(name, `${name} 1`, vpc);
        return zone(`${name.toUpperCase()}.`, `${name} 2`, vpc);
      },
    ],
    [
      'a name that its VPC has, in a namespace',
      'route53/conflicting-domain',
      async () => {
        const name = newName();
        await privateNamespace(owner, vpc, name);
        return zone(name, name, vpc);
      },
    ],
  ] as const)('with %s is refused', async (_, rule, ask) => {
    expectRefused(await ask(), rule);
  });

  test('may have the name of another, for another VPC; then neither VPC joins the other zone', async () => {
    const [name, other] = [newName(), await vpcOf(owner)];
    await zone(name, `${name} 1`, vpc);
    const { body } = await zone(name, `${name} 2`, other);
    const id = elementText(body, 'Id') ?? '';
    expect(id).not.toBe('');
    const join = `<R><VPC><VPCRegion>${region}</VPCRegion><VPCId>${vpc}</VPCId></VPC></R>`;
    expectRefused(
      await owner.rest('route53', 'POST', `/2013-04-01${id}/associatevpc`, join),
      'route53/conflicting-domain',
    );
  });
});
