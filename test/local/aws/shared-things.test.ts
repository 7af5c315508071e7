import { elementText } from '../../../local/aws/corrections/xml';
import { expectRefusal } from './accounts';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, region, requestsOf, type Requests, type Told } from './requests';
import { newName } from './stage';

let stage: MotoStage;
let owner: Requests;
beforeAll(async () => {
  stage = await newMotoStage({
    organization: { id: 'o-lookhere00', managementAccount: '111111111111', accounts: ['222222222222'] },
  });
  owner = await requestsOf(stage.aws, '111111111111');
});
afterAll(() => stage.end());

const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:111111111111:${resource}`;
const sharing = (...resourceArns: string[]) =>
  stage.owner.ram.createResourceShare({ name: newName(), resourceArns });
async function made(action: string, asked: Record<string, string>, id: string): Promise<string> {
  return elementText((await owner.query('ec2', action, asked)).body, id) ?? '';
}

test.each([
  ['a subnet', arnOf('ec2', 'subnet/subnet-0123456789abcdef0')],
  ['a prefix list', arnOf('ec2', 'prefix-list/pl-0123456789abcdef0')],
  ['a transit gateway', arnOf('ec2', 'transit-gateway/tgw-0123456789abcdef0')],
  ['a namespace', arnOf('servicediscovery', 'namespace/ns-abcdefghijklmnop')],
  ['an authority', arnOf('acm-pca', 'certificate-authority/0b8a2a7e-0000-4000-8000-000000000000')],
  ['a mesh', arnOf('appmesh', 'mesh/none')],
])('%s that does not exist is not shared', async (_, arn) => {
  await expectRefusal('ram/resource-exists', sharing(arn));
  const { resourceShare } = await sharing();
  const resourceShareArn = resourceShare?.resourceShareArn ?? '';
  await expectRefusal(
    'ram/resource-exists',
    stage.owner.ram.associateResourceShare({ resourceShareArn, resourceArns: [arn] }),
  );
});

test('existing resources are shared', async () => {
  const vpc = await made('CreateVpc', { CidrBlock: '10.0.0.0/16' }, 'vpcId');
  const subnet = await made('CreateSubnet', { VpcId: vpc, CidrBlock: '10.0.0.0/24' }, 'subnetId');
  const gateway = await made('CreateTransitGateway', {}, 'transitGatewayId');
  const list = { PrefixListName: 'a', MaxEntries: '1', AddressFamily: 'IPv4' };
  const prefixes = await made('CreateManagedPrefixList', list, 'prefixListId');
  const map = (operation: string, asked: object): Promise<Told> =>
    owner.target('servicediscovery', `Route53AutoNaming_v20170314.${operation}`, asked);
  const { json } = await map('GetOperation', (await map('CreateHttpNamespace', { Name: 'a' })).json);
  const { NAMESPACE } = (json['Operation'] as { Targets: { NAMESPACE: string } }).Targets;
  const { resourceShare } = await sharing(
    arnOf('ec2', `subnet/${subnet}`),
    arnOf('ec2', `transit-gateway/${gateway}`),
    arnOf('ec2', `prefix-list/${prefixes}`),
    arnOf('servicediscovery', `namespace/${NAMESPACE}`),
  );
  expect(resourceShare?.status).toBe('ACTIVE');
});

test('the organization that RAM shares within is shown to its accounts, and listed to one', async () => {
  const member = await requestsOf(stage.aws, '222222222222');
  const ask = (who: Requests, operation: string, asked: object = {}): Promise<Told> =>
    who.target('organizations', `AWSOrganizationsV20161128.${operation}`, asked);
  for (const who of [owner, member])
    expect((await ask(who, 'DescribeOrganization')).json['Organization']).toMatchObject({
      Id: 'o-lookhere00',
      Arn: 'arn:aws:organizations::111111111111:organization/o-lookhere00',
      MasterAccountId: '111111111111',
    });
  const { json } = await ask(owner, 'ListAccounts');
  expect(json['Accounts']).toMatchObject([{ Id: '111111111111' }, { Id: '222222222222' }]);
  const found = await ask(owner, 'DescribeAccount', { AccountId: '222222222222' });
  expect(found.json['Account']).toMatchObject({ Id: '222222222222', Status: 'ACTIVE' });
  expectRefused(await ask(member, 'ListAccounts'), 'organizations/management-account');
  expectRefused(
    await ask(owner, 'DescribeAccount', { AccountId: '333333333333' }),
    'organizations/account-found',
  );
});
