import { elementContents, elementText } from '../../../local/aws/corrections/xml';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, requestsOf, type Requests } from './requests';
import { share } from './stage';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
});
afterAll(() => stage.end());

const idIn = (body: string, name: string): string => elementText(body, name) ?? '';

/** A transit gateway of the owner, and its ARN. */
async function newGateway(): Promise<{ id: string; arn: string }> {
  const { body } = await owner.query('ec2', 'CreateTransitGateway');
  return { id: idIn(body, 'transitGatewayId'), arn: idIn(body, 'transitGatewayArn') };
}

/** A network of the member's. */
async function newNetwork(): Promise<{ vpc: string; subnet: string; table: string }> {
  const made = await member.query('ec2', 'CreateVpc', { CidrBlock: '10.1.0.0/16' });
  const vpc = idIn(made.body, 'vpcId');
  const subnet = await member.query('ec2', 'CreateSubnet', { VpcId: vpc, CidrBlock: '10.1.1.0/24' });
  const table = await member.query('ec2', 'CreateRouteTable', { VpcId: vpc });
  return { vpc, subnet: idIn(subnet.body, 'subnetId'), table: idIn(table.body, 'routeTableId') };
}

test("a transit gateway is only its owner's until it is shared and the share is accepted", async () => {
  const { id, arn } = await newGateway();
  const { vpc, subnet } = await newNetwork();
  const asked = { TransitGatewayId: id, VpcId: vpc, 'SubnetIds.1': subnet };
  const look = async () =>
    elementContents(
      (await member.query('ec2', 'DescribeTransitGateways', { 'TransitGatewayIds.1': id })).body,
      'ownerId',
    );
  expect(await member.query('ec2', 'CreateTransitGatewayVpcAttachment', asked)).toMatchObject({
    status: 400,
    code: 'InvalidTransitGatewayID.NotFound',
  });
  expect(await look()).toEqual([]);
  await share(stage, { resourceArns: [arn] });
  expect(await look()).toEqual(['111111111111']);
  expect(await member.query('ec2', 'CreateTransitGatewayVpcAttachment', asked)).toMatchObject({
    status: 200,
  });
});

test("a member's attachment belongs to the member for both sides, and the member can delete it", async () => {
  const { id, arn } = await newGateway();
  await share(stage, { resourceArns: [arn] });
  const { vpc, subnet } = await newNetwork();
  const asked = { TransitGatewayId: id, VpcId: vpc, 'SubnetIds.1': subnet };
  const { body } = await member.query('ec2', 'CreateTransitGatewayVpcAttachment', asked);
  const attachment = idIn(body, 'transitGatewayAttachmentId');
  expect([idIn(body, 'vpcId'), idIn(body, 'vpcOwnerId')]).toEqual([vpc, '222222222222']);

  const named = { 'TransitGatewayAttachmentIds.1': attachment };
  for (const who of [owner, member]) {
    const seen = await who.query('ec2', 'DescribeTransitGatewayVpcAttachments', named);
    expect(elementContents(seen.body, 'vpcOwnerId')).toEqual(['222222222222']);
  }
  const mine = { TransitGatewayAttachmentId: attachment };
  expect((await member.query('ec2', 'DeleteTransitGatewayVpcAttachment', mine)).status).toBe(200);
  const gone = await member.query('ec2', 'DescribeTransitGatewayVpcAttachments', named);
  expect(idIn(gone.body, 'state')).toBe('deleted');
});

test('a gateway can be deleted when no network is attached to it', async () => {
  const [{ id, arn }, other] = [await newGateway(), await newGateway()];
  await share(stage, { resourceArns: [arn] });
  const { vpc, subnet } = await newNetwork();
  const asked = { TransitGatewayId: id, VpcId: vpc, 'SubnetIds.1': subnet };
  const { body } = await member.query('ec2', 'CreateTransitGatewayVpcAttachment', asked);
  const mine = { TransitGatewayAttachmentId: idIn(body, 'transitGatewayAttachmentId') };
  expectRefused(
    await owner.query('ec2', 'DeleteTransitGateway', { TransitGatewayId: id }),
    'ec2/transit-gateway-in-use',
  );
  expect((await owner.query('ec2', 'DeleteTransitGateway', { TransitGatewayId: other.id })).status).toBe(200);
  await member.query('ec2', 'DeleteTransitGatewayVpcAttachment', mine);
  expect((await owner.query('ec2', 'DeleteTransitGateway', { TransitGatewayId: id })).status).toBe(200);
});

test("a route to another account's gateway keeps it until it is replaced or deleted", async () => {
  const { id, arn } = await newGateway();
  await share(stage, { resourceArns: [arn] });
  const { table } = await newNetwork();
  const route = { RouteTableId: table, DestinationCidrBlock: '10.9.0.0/16' };
  const seen = async () => {
    const { body } = await member.query('ec2', 'DescribeRouteTables', { 'RouteTableId.1': table });
    return elementContents(body, 'transitGatewayId');
  };
  await member.query('ec2', 'CreateRoute', { ...route, TransitGatewayId: id });
  expect(await seen()).toEqual([id]);
  await member.query('ec2', 'DeleteRoute', route);
  expect(await seen()).toEqual([]);
  await member.query('ec2', 'CreateRoute', { ...route, TransitGatewayId: id });
  const door = idIn((await member.query('ec2', 'CreateInternetGateway')).body, 'internetGatewayId');
  await member.query('ec2', 'ReplaceRoute', { ...route, GatewayId: door });
  expect(await seen()).toEqual([]);
});

test('an attachment has the tags with which it was created, and those added later', async () => {
  const { id, arn } = await newGateway();
  await share(stage, { resourceArns: [arn] });
  const { vpc, subnet } = await newNetwork();
  const made = await member.query('ec2', 'CreateTransitGatewayVpcAttachment', {
    TransitGatewayId: id,
    VpcId: vpc,
    'SubnetIds.1': subnet,
    'TagSpecifications.1.ResourceType': 'transit-gateway-attachment',
    'TagSpecifications.1.Tag.1.Key': 'Name',
    'TagSpecifications.1.Tag.1.Value': 'yelb-backend',
  });
  expect([idIn(made.body, 'key'), idIn(made.body, 'value')]).toEqual(['Name', 'yelb-backend']);
  const attachment = idIn(made.body, 'transitGatewayAttachmentId');
  const team = { 'ResourceId.1': attachment, 'Tag.1.Key': 'team', 'Tag.1.Value': 'mesh' };
  expect((await member.query('ec2', 'CreateTags', team)).status).toBe(200);
  const named = { 'TransitGatewayAttachmentIds.1': attachment };
  const { body } = await member.query('ec2', 'DescribeTransitGatewayVpcAttachments', named);
  expect(elementContents(body, 'key').toSorted()).toEqual(['Name', 'team']);
});
