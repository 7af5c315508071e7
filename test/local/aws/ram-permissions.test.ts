import type { ListPermissionsCommandInput } from '@aws-sdk/client-ram';
import { accountIn, expectRefusal } from './accounts';
import {
  meshType,
  newPermission,
  newVersion,
  reading,
  standardOfMeshes,
  versionsOf,
  writing,
} from './customer-permissions';
import { newName, newStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await newStage();
});
afterAll(() => stage.aws.close());

const describing = { Effect: 'Allow', Action: 'appmesh:DescribeMesh' };

describe('a permission of a customer', () => {
  test('is returned as created', async () => {
    const [name, tags] = [newName(), [{ key: 'team', value: 'mesh' }]];
    const permissionArn = await newPermission(stage, { name, tags });
    const { permission } = await stage.owner.ram.getPermission({ permissionArn });
    expect(permission).toEqual({
      arn: `arn:aws:ram:us-west-2:111111111111:permission/${name}`,
      version: '1',
      defaultVersion: true,
      name,
      resourceType: meshType,
      permission: reading,
      creationTime: expect.any(Date),
      lastUpdatedTime: expect.any(Date),
      isResourceTypeDefault: false,
      permissionType: 'CUSTOMER_MANAGED',
      featureSet: 'STANDARD',
      status: 'ATTACHABLE',
      tags,
    });
  });

  test('is listed once, by its type and by who manages it, and in no other account or region', async () => {
    const permissionArn = await newPermission(stage);
    await newVersion(stage, permissionArn);
    const elsewhere = await accountIn(stage.aws, stage.owner.id, 'eu-west-1');
    const listed = async (filter: ListPermissionsCommandInput, { ram } = stage.owner) => {
      const { permissions = [] } = await ram.listPermissions(filter);
      const times = (wanted: string): number => permissions.filter(({ arn }) => arn === wanted).length;
      return [permissionArn, standardOfMeshes].map(times);
    };
    expect(await listed({})).toEqual([1, 1]);
    expect(await listed({ permissionType: 'ALL', resourceType: 'APPMESH:mesh' })).toEqual([1, 1]);
    expect(await listed({ permissionType: 'CUSTOMER_MANAGED' })).toEqual([1, 0]);
    expect(await listed({ permissionType: 'AWS_MANAGED' })).toEqual([0, 1]);
    expect(await listed({ resourceType: 'ec2:Subnet' })).toEqual([0, 0]);
    for (const other of [stage.member, elsewhere]) {
      expect(await listed({}, other)).toEqual([0, 1]);
      await expectRefusal('ram/unknown-permission', other.ram.getPermission({ permissionArn }));
    }
  });

  test('is tagged as a whole', async () => {
    const resourceArn = await newPermission(stage, { tags: [{ key: 'team', value: 'mesh' }] });
    const tagsNow = async () =>
      (await stage.owner.ram.getPermission({ permissionArn: resourceArn })).permission?.tags;
    await stage.owner.ram.tagResource({ resourceArn, tags: [{ key: 'run', value: '1' }] });
    await stage.owner.ram.untagResource({ resourceArn, tagKeys: ['team'] });
    await newVersion(stage, resourceArn);
    expect(await tagsNow()).toEqual([{ key: 'run', value: '1' }]);
    const tags = Array.from({ length: 50 }, (_, at) => ({ key: `key-${at}`, value: '' }));
    await expectRefusal('ram/too-many-tags', stage.owner.ram.tagResource({ resourceArn, tags }));
    const neither = stage.owner.ram.tagResource({ tags });
    await expectRefusal('ram/tag-target', neither);
  });

  test.each<[string, string]>([
    ['', 'what it is called'],
    ['with spaces', 'its form'],
    ['a'.repeat(37), 'its length'],
  ])('is not created with the name "%s", for %s', async (name) => {
    await expectRefusal('ram/parameter', newPermission(stage, { name }));
  });

  test.each<[string, string]>([
    ['text', 'allow all'],
    ['a list', '[]'],
    ['several statements', JSON.stringify({ Version: '2012-10-17', Statement: [] })],
    ['no actions', JSON.stringify({ Effect: 'Allow', Action: [] })],
    ['what is no action', JSON.stringify({ Effect: 'Allow', Action: ['appmesh:DescribeMesh', 1] })],
    ['what is no condition', JSON.stringify({ ...describing, Condition: 1 })],
    ['a condition on nothing', JSON.stringify({ ...describing, Condition: { StringEquals: 'mesh' } })],
  ])('is not created from %s', async (_, policyTemplate) => {
    await expectRefusal('ram/policy-template', newPermission(stage, { policyTemplate }));
  });

  test('allows what its type supports, on conditions', async () => {
    const policy = (Action: string, Condition?: object) =>
      JSON.stringify({ Effect: 'ALLOW', Action, Condition });
    const tagged = { StringEquals: { 'aws:ResourceTag/team': 'mesh' } };
    await newPermission(stage, { policyTemplate: policy('appmesh:DescribeMesh', tagged) });
    const resourceType = 'acm-pca:CertificateAuthority';
    await newPermission(stage, { resourceType, policyTemplate: policy('acm-pca:RevokeCertificate') });
    await newPermission(stage, { resourceType: 'ec2:Subnet', policyTemplate: policy('ec2:DescribeSubnets') });
    for (const [Action, Condition, rule] of [
      ['acm-pca:DeleteCertificateAuthority', {}, 'ram/template-actions'],
      ['appmesh:DescribeMesh', {}, 'ram/template-actions'],
      ['acm-pca:*', {}, 'ram/template-actions'],
      ['acm-pca:ListTags', { StringEquals: { 'aws:ResourceTag/aws:x': 'y' } }, 'ram/template-conditions'],
      ['acm-pca:ListTags', { StringLike: { 'aws:SourceOrgID': 'o-x' } }, 'ram/template-conditions'],
    ] as const) {
      const policyTemplate = policy(Action, Condition);
      await expectRefusal(rule, newPermission(stage, { resourceType, policyTemplate }));
    }
    for (const action of ['iam:PassRole', 'ec2:*']) {
      const asked = { resourceType: 'ec2:Subnet', policyTemplate: policy(action) };
      await expectRefusal('ram/template-actions', newPermission(stage, asked));
    }
  });
});

describe('a version of a permission', () => {
  test('that is new is the default; one of those before can be it again, and the others go', async () => {
    const permissionArn = await newPermission(stage);
    const denying = { permissionArn, policyTemplate: JSON.stringify({ ...describing, Effect: 'Deny' }) };
    await expectRefusal('ram/template-effect', stage.owner.ram.createPermissionVersion(denying));
    const { permission } = await newVersion(stage, permissionArn);
    expect(permission).toMatchObject({ version: '2', defaultVersion: true, permission: writing });
    await newVersion(stage, permissionArn);
    expect(await versionsOf(stage, permissionArn)).toEqual(['1', '2', '3*']);
    await stage.owner.ram.setDefaultPermissionVersion({ permissionArn, permissionVersion: 1 });
    expect(await versionsOf(stage, permissionArn)).toEqual(['1*', '2', '3']);
    expect((await stage.owner.ram.getPermission({ permissionArn })).permission?.permission).toBe(reading);
    const second = await stage.owner.ram.getPermission({ permissionArn, permissionVersion: 2 });
    expect(second.permission).toMatchObject({ permission: writing, status: 'UNATTACHABLE' });
    const gone = await stage.owner.ram.deletePermissionVersion({ permissionArn, permissionVersion: 3 });
    expect(gone).toMatchObject({ returnValue: true, permissionStatus: 'DELETED' });
    await newVersion(stage, permissionArn);
    expect(await versionsOf(stage, permissionArn)).toEqual(['1', '2', '4*']);
  });

  test.each(['setDefaultPermissionVersion', 'deletePermissionVersion'] as const)(
    'that there is not is no answer to %s',
    async (operation) => {
      const permissionArn = await newPermission(stage);
      const asked = stage.owner.ram[operation]({ permissionArn, permissionVersion: 7 });
      await expectRefusal('ram/unknown-version', asked);
    },
  );

  test('makes room for another when it is deleted', async () => {
    const permissionArn = await newPermission(stage);
    for (let made = 1; made < 5; made += 1) await newVersion(stage, permissionArn);
    await expectRefusal('ram/most-versions', newVersion(stage, permissionArn));
    await stage.owner.ram.deletePermissionVersion({ permissionArn, permissionVersion: 2 });
    await newVersion(stage, permissionArn);
    expect(await versionsOf(stage, permissionArn)).toEqual(['1', '3', '4', '5', '6*']);
  });
});
