import * as sdk from '@aws-sdk/client-ram';
import type { Organization } from '../../../local/aws/world';
import { expectRefusal } from './accounts';
import { meshArn, newMesh, newName, newStage, type Stage } from './stage';

const unit = 'arn:aws:organizations::111111111111:ou/o-meshspan00/ou-mesh-00000001';
const whole = 'arn:aws:organizations::111111111111:organization/o-meshspan00';
const organization: Organization = {
  id: 'o-meshspan00',
  managementAccount: '111111111111',
  accounts: ['222222222222'],
  units: { [unit]: ['222222222222'] },
};
let stage: Stage;
beforeAll(async () => {
  stage = await newStage({ organization });
  await stage.owner.ram.enableSharingWithAwsOrganization({});
});
afterAll(() => stage.aws.close());

test('RAM is whole: every operation of the model is one here', async () => {
  const operations = Object.keys(sdk).filter((name) => name.endsWith('Command') && name !== '$Command');
  const commands = sdk as unknown as Readonly<
    Record<string, new (input: object) => sdk.ListPermissionsCommand>
  >;
  expect(operations).toHaveLength(35);
  for (const name of operations) {
    const Command = commands[name];
    if (Command === undefined) continue;
    const told = await stage.stranger.ram.send(new Command({})).then(
      () => 'an answer',
      (error: Error) => error.name,
    );
    expect(`${name}: ${told}`).not.toContain('UnknownOperationException');
  }
});

describe('the policy of a resource', () => {
  const policiesOf = async (resourceArn: string, principal?: string) => {
    const { policies = [] } = await stage.owner.ram.getResourcePolicies({
      resourceArns: [resourceArn],
      ...(principal === undefined ? {} : { principal }),
    });
    return policies.map((policy) => JSON.parse(policy) as { Statement: Record<string, unknown>[] });
  };

  test('is what the permission of each share allows its principals', async () => {
    const arn = meshArn(await newMesh(stage));
    const { permission } = await stage.owner.ram.createPermission({
      name: newName(),
      resourceType: 'appmesh:Mesh',
      policyTemplate: JSON.stringify({
        Effect: 'Allow',
        Action: 'appmesh:DescribeMesh',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'mesh' } },
      }),
    });
    await stage.owner.ram.createResourceShare({
      name: newName(),
      resourceArns: [arn],
      // Whoever is only invited has no part in it yet.
      principals: [stage.member.id, whole, unit, stage.stranger.id],
      permissionArns: [permission?.arn ?? ''],
    });
    const tagged = { 'aws:ResourceTag/team': 'mesh' };
    const statement = { Effect: 'Allow', Action: 'appmesh:DescribeMesh', Resource: arn };
    const [policy, ...more] = await policiesOf(arn);
    expect(more).toEqual([]);
    expect(policy?.Statement).toEqual([
      {
        ...statement,
        Sid: 'RamStatement1',
        Principal: { AWS: [stage.member.id] },
        Condition: { StringEquals: tagged },
      },
      {
        ...statement,
        Sid: 'RamStatement2',
        Principal: '*',
        Condition: { StringEquals: { ...tagged, 'aws:PrincipalOrgID': 'o-meshspan00' } },
      },
      {
        ...statement,
        Sid: 'RamStatement3',
        Principal: '*',
        Condition: {
          StringEquals: tagged,
          'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-meshspan00/*/ou-mesh-00000001/*' },
        },
      },
    ]);
    expect((await policiesOf(arn, unit))[0]?.Statement).toHaveLength(1);
    expect(await policiesOf(arn, stage.stranger.id)).toEqual([]);
  });

  test('has a statement for each share that contains it, and none for a deleted one', async () => {
    const arn = meshArn(await newMesh(stage));
    const shares: string[] = [];
    for (let made = 0; made < 2; made += 1) {
      const { resourceShare } = await stage.owner.ram.createResourceShare({
        name: newName(),
        resourceArns: [arn],
        principals: [stage.member.id],
      });
      shares.push(resourceShare?.resourceShareArn ?? '');
    }
    const [policy] = await policiesOf(arn);
    expect(policy?.Statement.map(({ Sid }) => Sid)).toEqual(['RamStatement1', 'RamStatement2']);
    expect(policy?.Statement[0]?.['Action']).toContain('appmesh:CreateVirtualNode');
    await stage.owner.ram.deleteResourceShare({ resourceShareArn: shares[0] });
    expect((await policiesOf(arn))[0]?.Statement).toHaveLength(1);
    await stage.owner.ram.deleteResourceShare({ resourceShareArn: shares[1] });
    await expectRefusal('ram/shared-resource', policiesOf(arn));
  });

  test('is shown to the owner alone, and for an ARN', async () => {
    const arn = meshArn(await newMesh(stage));
    await stage.owner.ram.createResourceShare({
      name: newName(),
      resourceArns: [arn],
      principals: [stage.member.id],
    });
    const asked = stage.member.ram.getResourcePolicies({ resourceArns: [arn] });
    await expectRefusal('ram/shared-resource', asked);
    await expectRefusal('ram/malformed-arn', policiesOf('mesh'));
  });
});

describe('a source', () => {
  const kinds = {
    '222222222222': 'ACCOUNT',
    'arn:aws:s3:::logs': 'ARN',
    'o-meshspan00': 'ORGANIZATION_ID',
    'o-meshspan00/r-mesh/ou-mesh-00000001': 'ORGANIZATION_PATH',
  };
  const sources = Object.keys(kinds);
  const listed = async (resourceShareArn: string, filter: object = {}) => {
    const asked = { resourceShareArns: [resourceShareArn], ...filter };
    const { sourceAssociations = [] } = await stage.owner.ram.listSourceAssociations(asked);
    return sourceAssociations.map(({ sourceId, status }) => `${sourceId} ${status}`);
  };

  test('is kept with its share, by its type', async () => {
    const { resourceShare } = await stage.owner.ram.createResourceShare({ name: newName(), sources });
    const resourceShareArn = resourceShare?.resourceShareArn ?? '';
    expect(await listed(resourceShareArn)).toEqual(sources.map((one) => `${one} ASSOCIATED`));
    for (const [source, sourceType] of Object.entries(kinds))
      expect(await listed(resourceShareArn, { sourceType })).toEqual([`${source} ASSOCIATED`]);
    expect(await listed(resourceShareArn, { sourceId: 'o-meshspan00' })).toHaveLength(1);
    expect(await listed(resourceShareArn, { associationStatus: 'FAILED' })).toEqual([]);
    const { resourceShareAssociations = [] } = await stage.owner.ram.getResourceShareAssociations({
      associationType: 'SOURCE',
      resourceShareArns: [resourceShareArn],
    });
    expect(resourceShareAssociations.map((one) => one.associatedEntity)).toEqual(sources);
    const filtered = { associationType: 'SOURCE', principal: stage.member.id } as const;
    await expectRefusal('ram/filter', stage.owner.ram.getResourceShareAssociations(filtered));
  });

  test('is added and removed independently of the principals, and no other account sees or changes it', async () => {
    const { resourceShare } = await stage.owner.ram.createResourceShare({
      name: newName(),
      principals: [stage.member.id],
    });
    const arn = resourceShare?.resourceShareArn ?? '';
    const source = [stage.member.id];
    await stage.owner.ram.associateResourceShare({ resourceShareArn: arn, sources: source });
    const taken = stage.member.ram.disassociateResourceShare({ resourceShareArn: arn, sources: source });
    await expectRefusal('ram/leave-alone', taken);
    const seen = stage.member.ram.listSourceAssociations({ resourceShareArns: [arn] });
    await expectRefusal('ram/unknown-share', seen);
    await stage.owner.ram.disassociateResourceShare({ resourceShareArn: arn, sources: source });
    expect(await listed(arn)).toEqual(['222222222222 DISASSOCIATED']);
    const { principals } = await stage.owner.ram.listPrincipals({
      resourceOwner: 'SELF',
      resourceShareArns: [arn],
    });
    expect(principals).toMatchObject([{ id: stage.member.id }]);
  });
});

describe('promoting', () => {
  test('takes a share and a permission that are the own ones', async () => {
    const { resourceShare } = await stage.owner.ram.createResourceShare({
      name: newName(),
      principals: [stage.member.id],
    });
    const resourceShareArn = resourceShare?.resourceShareArn;
    const others = stage.member.ram.promoteResourceShareCreatedFromPolicy({ resourceShareArn });
    await expectRefusal('ram/owner-only', others);
    const permissionArn = 'arn:aws:ram:us-west-2:111111111111:permission/none';
    const none = stage.owner.ram.promotePermissionCreatedFromPolicy({ permissionArn, name: 'mine' });
    await expectRefusal('ram/unknown-permission', none);
  });
});
