import { elementContents, elementText } from '../../../local/aws/corrections/xml';
import { newMotoStage, type MotoStage } from './moto';
import { requestsOf, type Requests } from './requests';

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

test('a rule that names a group keeps its description', async () => {
  const vpc = await vpcOf(owner);
  const group = async (name: string): Promise<string> =>
    elementText(
      (
        await owner.query('ec2', 'CreateSecurityGroup', {
          GroupName: name,
          GroupDescription: name,
          VpcId: vpc,
        })
      ).body,
      'groupId',
    ) ?? '';
  const [one, two] = [await group('one'), await group('two')];
  await owner.query('ec2', 'AuthorizeSecurityGroupIngress', {
    GroupId: one,
    'IpPermissions.1.IpProtocol': 'tcp',
    'IpPermissions.1.FromPort': '80',
    'IpPermissions.1.ToPort': '80',
    'IpPermissions.1.Groups.1.GroupId': two,
    'IpPermissions.1.Groups.1.Description': 'two & more',
  });
  const filter = { 'Filter.1.Name': 'group-id', 'Filter.1.Value.1': one };
  const { body } = await owner.query('ec2', 'DescribeSecurityGroupRules', filter);
  expect(elementContents(body, 'description')).toContain('two &amp; more');
});

test('a route over a peering leads nowhere until it is accepted', async () => {
  const [here, there] = [await vpcOf(owner), await vpcOf(member)];
  const asked = { VpcId: here, PeerVpcId: there, PeerOwnerId: '222222222222' };
  const made = await owner.query('ec2', 'CreateVpcPeeringConnection', asked);
  const peering = elementText(made.body, 'vpcPeeringConnectionId') ?? '';
  const table = elementText(
    (await owner.query('ec2', 'CreateRouteTable', { VpcId: here })).body,
    'routeTableId',
  );
  await owner.query('ec2', 'CreateRoute', {
    RouteTableId: table ?? '',
    DestinationCidrBlock: '10.250.0.0/16',
    VpcPeeringConnectionId: peering,
  });
  const states = async (): Promise<readonly string[]> => {
    const { body } = await owner.query('ec2', 'DescribeRouteTables', { 'RouteTableId.1': table ?? '' });
    return elementContents(body, 'state').filter((state) => /^(active|blackhole)$/.test(state));
  };
  expect((await states()).toSorted()).toEqual(['active', 'blackhole']);
  await member.query('ec2', 'AcceptVpcPeeringConnection', { VpcPeeringConnectionId: peering });
  expect(await states()).toEqual(['active', 'active']);
});

test('a deleted attachment of a transit gateway is shown as deleted', async () => {
  const vpc = await vpcOf(owner);
  const subnet = await owner.query('ec2', 'CreateSubnet', {
    VpcId: vpc,
    CidrBlock: `10.${networks}.1.0/24`,
  });
  const gateway = await owner.query('ec2', 'CreateTransitGateway');
  const made = await owner.query('ec2', 'CreateTransitGatewayVpcAttachment', {
    TransitGatewayId: elementText(gateway.body, 'transitGatewayId') ?? '',
    VpcId: vpc,
    'SubnetIds.1': elementText(subnet.body, 'subnetId') ?? '',
  });
  const id = elementText(made.body, 'transitGatewayAttachmentId') ?? '';
  await owner.query('ec2', 'DeleteTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: id });
  const asked = { 'TransitGatewayAttachmentIds.1': id };
  const { body } = await owner.query('ec2', 'DescribeTransitGatewayVpcAttachments', asked);
  expect([elementText(body, 'transitGatewayAttachmentId'), elementText(body, 'state')]).toEqual([
    id,
    'deleted',
  ]);
});
