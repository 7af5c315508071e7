import { X509Certificate } from 'node:crypto';
import { elementText } from '../../../local/aws/corrections/xml';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, requestsOf, type Requests, type Told } from './requests';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
});
afterAll(() => stage.end());

const acm = (operation: string, asked: object): Promise<Told> =>
  owner.target('acm', `CertificateManager.${operation}`, asked);

interface Record {
  readonly Name: string;
  readonly Value: string;
}

interface Described {
  readonly Status: string;
  readonly Type: string;
  readonly DomainValidationOptions: readonly {
    readonly DomainName: string;
    readonly ValidationStatus: string;
    readonly ResourceRecord: Record;
  }[];
}

const described = async (arn: string): Promise<Described> =>
  (await acm('DescribeCertificate', { CertificateArn: arn })).json['Certificate'] as Described;

async function requested(...names: readonly string[]): Promise<{ arn: string; records: readonly Record[] }> {
  const told = await acm('RequestCertificate', {
    DomainName: names[0],
    SubjectAlternativeNames: names,
    ValidationMethod: 'DNS',
  });
  const arn = String(told.json['CertificateArn']);
  const { DomainValidationOptions: options } = await described(arn);
  return { arn, records: options.map(({ ResourceRecord: record }) => record) };
}

let zones = 0;
async function zoneOf(who: Requests, name: string, more = ''): Promise<string> {
  zones += 1;
  const made = await who.rest(
    'route53',
    'POST',
    '/2013-04-01/hostedzone',
    `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>${name}</Name>${more}<CallerReference>r${zones}</CallerReference></CreateHostedZoneRequest>`,
  );
  return elementText(made.body, 'Id')?.replace('/hostedzone/', '') ?? '';
}

async function write(who: Requests, zone: string, { Name, Value }: Record): Promise<void> {
  const told = await who.rest(
    'route53',
    'POST',
    `/2013-04-01/hostedzone/${zone}/rrset`,
    `<ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes><Change><Action>UPSERT</Action><ResourceRecordSet><Name>${Name}</Name><Type>CNAME</Type><TTL>300</TTL><ResourceRecords><ResourceRecord><Value>${Value}</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`,
  );
  expect(told.status).toBe(200);
}

const statusOf = async (arn: string): Promise<string> => (await described(arn)).Status;

test('a public certificate is issued once each of its names has its record', async () => {
  const { arn, records } = await requested('shop.example.com', 'www.example.org');
  expect(await described(arn)).toMatchObject({ Status: 'PENDING_VALIDATION', Type: 'AMAZON_ISSUED' });
  expectRefused(await acm('GetCertificate', { CertificateArn: arn }), 'acm/no-certificate');
  const [shop, www] = records;
  if (shop === undefined || www === undefined) throw new Error('no records');
  // Whose zone it is does not matter.
  await write(owner, await zoneOf(owner, 'example.com'), shop);
  expect(await statusOf(arn)).toBe('PENDING_VALIDATION');
  await write(member, await zoneOf(member, 'example.org'), www);
  expect(await described(arn)).toMatchObject({
    Status: 'ISSUED',
    DomainValidationOptions: [{ ValidationStatus: 'SUCCESS' }, { ValidationStatus: 'SUCCESS' }],
  });
  const { json } = await acm('GetCertificate', { CertificateArn: arn });
  const leaf = new X509Certificate(String(json['Certificate']));
  const root = new X509Certificate(String(json['CertificateChain']));
  expect([leaf.verify(root.publicKey), leaf.subjectAltName]).toEqual([
    true,
    'DNS:shop.example.com, DNS:www.example.org',
  ]);
});

test('a record of another value, and one in a private zone, prove nothing', async () => {
  const { arn, records } = await requested('app.example.net');
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  await write(owner, await zoneOf(owner, 'example.net'), { ...record, Value: '_other.acm-validations.aws.' });
  expect(await statusOf(arn)).toBe('PENDING_VALIDATION');
  const vpc = await owner.query('ec2', 'CreateVpc', { CidrBlock: '10.9.0.0/16', Version: '2016-11-15' });
  const inVpc = `<VPC><VPCRegion>us-west-2</VPCRegion><VPCId>${elementText(vpc.body, 'vpcId')}</VPCId></VPC>`;
  await write(owner, await zoneOf(owner, 'app.example.net', inVpc), record);
  expect(await statusOf(arn)).toBe('PENDING_VALIDATION');
});

test('a name and a wildcard of it have one record, the same for each certificate of the account', async () => {
  const both = await requested('all.example.com', '*.all.example.com');
  const [one, other] = both.records;
  expect(one).toEqual(other);
  expect((await requested('all.example.com')).records).toEqual([one]);
  expect((await requested('some.example.com')).records).not.toEqual([one]);
});

test('nobody exports a public certificate, and a load balancer has it', async () => {
  const { arn, records } = await requested('door.example.com');
  const zone = await zoneOf(owner, 'door.example.com');
  for (const record of records) await write(owner, zone, record);
  expect(await statusOf(arn)).toBe('ISSUED');
  const exported = { CertificateArn: arn, Passphrase: Buffer.from('secret').toString('base64') };
  expectRefused(await acm('ExportCertificate', exported), 'acm/not-exportable');
  const { json } = await acm('CertificateOfListener', { CertificateArn: arn });
  expect(json['PrivateKey']).toContain('BEGIN PRIVATE KEY');
});
