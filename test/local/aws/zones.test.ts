import { elementContents, elementText } from '../../../local/aws/corrections/xml';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, region, requestsOf, type Requests, type Told } from './requests';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
});
afterAll(() => stage.end());

let networks = 0;
async function vpcOf(who: Requests): Promise<string> {
  networks += 1;
  const { body } = await who.query('ec2', 'CreateVpc', { CidrBlock: `10.${networks}.0.0/16` });
  return elementText(body, 'vpcId') ?? '';
}

const zone = (vpc: string, name: string): string =>
  `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${name}</Name>${vpcXml(vpc)}<CallerReference>${name}</CallerReference></CreateHostedZoneRequest>`;
const vpcXml = (id: string): string => `<VPC><VPCRegion>${region}</VPCRegion><VPCId>${id}</VPCId></VPC>`;
const route53 = (who: Requests, path: string, body: string, method = 'POST'): Promise<Told> =>
  who.rest('route53', method, `/2013-04-01/${path}`, method === 'POST' ? body : undefined);
const about = (vpc: string): string => `<Request>${vpcXml(vpc)}</Request>`;
const joined = async (who: Requests, vpc: string): Promise<readonly string[]> => {
  const { body } = await route53(who, `hostedzonesbyvpc?vpcid=${vpc}&vpcregion=${region}`, '', 'GET');
  return elementContents(body, 'HostedZoneId');
};
async function newZone(name: string): Promise<{ id: string; vpc: string }> {
  const vpc = await vpcOf(owner);
  const { body } = await route53(owner, 'hostedzone', zone(vpc, name));
  return { id: elementText(body, 'Id')?.replace('/hostedzone/', '') ?? '', vpc };
}

test("another account's VPC joins a zone once it is authorized, is listed, and leaves", async () => {
  const [{ id }, vpc] = [await newZone('a.internal'), await vpcOf(member)];
  const associate = (who: Requests): Promise<Told> =>
    route53(who, `hostedzone/${id}/associatevpc`, about(vpc));
  expectRefused(await associate(member), 'route53/not-authorized');
  expectRefused(
    await route53(member, `hostedzone/${id}/authorizevpcassociation`, about(vpc)),
    'route53/no-zone',
  );
  await route53(owner, `hostedzone/${id}/authorizevpcassociation`, about(vpc));
  const listed = await route53(owner, `hostedzone/${id}/authorizevpcassociation`, '', 'GET');
  expect(elementContents(listed.body, 'VPCId')).toEqual([vpc]);
  // The zone's owner may authorize, but doesn't have the VPC.
  expectRefused(await associate(owner), 'route53/not-authorized');
  expect((await associate(member)).status).toBe(200);
  expect(await joined(member, vpc)).toEqual([id]);
  expect((await route53(owner, `hostedzone/${id}/deauthorizevpcassociation`, about(vpc))).status).toBe(200);
  expectRefused(
    await route53(owner, `hostedzone/${id}/deauthorizevpcassociation`, about(vpc)),
    'route53/no-authorization',
  );
  expect((await route53(member, `hostedzone/${id}/disassociatevpc`, about(vpc))).status).toBe(200);
  expect(await joined(member, vpc)).toEqual([]);
});

test("a namespace's zone has its name and VPC, is closed to others, and is deleted with it", async () => {
  const vpc = await vpcOf(owner);
  const map = (operation: string, asked: object): Promise<Told> =>
    owner.target('servicediscovery', `Route53AutoNaming_v20170314.${operation}`, asked);
  const create = async (name: string): Promise<{ id: string; zone: string }> => {
    const made = await map('CreatePrivateDnsNamespace', { Name: name, Vpc: vpc, CreatorRequestId: name });
    const { json } = await map('GetOperation', made.json);
    const id = (json['Operation'] as { Targets: { NAMESPACE: string } }).Targets.NAMESPACE;
    const got = await map('GetNamespace', { Id: id });
    return { id, zone: /"HostedZoneId":\s*"([^"]*)"/.exec(got.body)?.[1] ?? '' };
  };
  const one = await create('one.internal');
  // Two namespaces of one VPC need two names, no more.
  const two = await create('two.internal');
  expect(one.zone).toMatch(/^[A-Z0-9]+$/);
  expect((await joined(owner, vpc)).toSorted()).toEqual([one.zone, two.zone].toSorted());
  const shown = await route53(owner, `hostedzone/${one.zone}`, '', 'GET');
  expect([elementText(shown.body, 'Name'), elementText(shown.body, 'PrivateZone')]).toEqual([
    'one.internal.',
    'true',
  ]);
  expectRefused(await route53(owner, `hostedzone/${one.zone}/rrset`, '<x/>'), 'route53/managed-by-cloud-map');
  expectRefused(await route53(owner, `hostedzone/${one.zone}`, '', 'DELETE'), 'route53/managed-by-cloud-map');

  const service = await map('CreateService', { Name: 'ui', NamespaceId: one.id });
  const serviceId = (service.json['Service'] as { Id: string }).Id;
  await map('RegisterInstance', {
    ServiceId: serviceId,
    InstanceId: 'placeholder',
    Attributes: { AWS_INSTANCE_IPV4: '192.0.2.1' },
  });
  expectRefused(await map('DeleteNamespace', { Id: one.id }), 'cloud-map/namespace-in-use');
  expectRefused(await map('DeleteService', { Id: serviceId }), 'cloud-map/service-in-use');
  await map('DeregisterInstance', { ServiceId: serviceId, InstanceId: 'placeholder' });
  expect((await map('DeleteService', { Id: serviceId })).status).toBe(200);
  expect((await map('DeleteNamespace', { Id: one.id })).status).toBe(200);
  expect(await joined(owner, vpc)).toEqual([two.zone]);
});
