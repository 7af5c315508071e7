import { call, configuration } from './authorities';
import { requestsOf } from './requests';
import { meshArn, newMesh, newName, newStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await newStage();
});
afterAll(() => stage.aws.close());

describe('permissions', () => {
  const standard = 'arn:aws:ram::aws:permission/AWSRAMDefaultPermissionCertificateAuthority';
  const other =
    'arn:aws:ram::aws:permission/AWSRAMBlankEndEntityCertificateAPICSRPassthroughIssuanceCertificateAuthority';
  let authority = '';
  beforeAll(async () => {
    const asked = {
      CertificateAuthorityConfiguration: configuration,
      CertificateAuthorityType: 'ROOT',
    };
    const made = await call(await requestsOf(stage.aws, stage.owner.id), 'CreateCertificateAuthority', asked);
    authority = String(made.json['CertificateAuthorityArn']);
  });
  const listed = async (resourceShareArn: string) => {
    const { permissions = [] } = await stage.owner.ram.listResourceSharePermissions({ resourceShareArn });
    return permissions.map(({ arn }) => arn);
  };

  test('are those named, and the standard one for each other type that comes in', async () => {
    const { resourceShare } = await stage.owner.ram.createResourceShare({
      name: newName(),
      permissionArns: [other],
    });
    const resourceShareArn = resourceShare?.resourceShareArn ?? '';
    expect(await listed(resourceShareArn)).toEqual([other]);
    const resourceArns = [authority, meshArn(await newMesh(stage))];
    await stage.owner.ram.associateResourceShare({ resourceShareArn, resourceArns });
    expect(await listed(resourceShareArn)).toEqual([
      'arn:aws:ram::aws:permission/AWSRAMDefaultPermissionAppMesh',
      other,
    ]);
    await stage.owner.ram.associateResourceSharePermission({
      resourceShareArn,
      permissionArn: standard,
      replace: true,
    });
    expect(await listed(resourceShareArn)).toContain(standard);
    const { permissions } = await stage.owner.ram.listPermissionAssociations({ permissionArn: standard });
    expect(permissions?.map((one) => one.resourceShareArn)).toEqual([resourceShareArn]);
    await stage.owner.ram.disassociateResourceShare({ resourceShareArn, resourceArns: [authority] });
    await stage.owner.ram.disassociateResourceSharePermission({ resourceShareArn, permissionArn: standard });
    expect(await listed(resourceShareArn)).not.toContain(standard);
  });

  test('of AWS are listed; that for meshes allows the 21 shared actions, and tags', async () => {
    const { permissions } = await stage.owner.ram.listPermissions({ resourceType: 'appmesh:Mesh' });
    const permissionArn = permissions?.[0]?.arn;
    const { permission } = await stage.owner.ram.getPermission({ permissionArn });
    const { Action } = JSON.parse(permission?.permission ?? '') as { Action: string[] };
    expect(Action.filter((action) => !action.includes('Tag') && !action.includes('Untag'))).toHaveLength(21);
    expect(Action).toContain('appmesh:ListVirtualNodes');
    const versions = await stage.owner.ram.listPermissionVersions({ permissionArn });
    expect(versions.permissions).toHaveLength(1);
    const { resourceTypes } = await stage.owner.ram.listResourceTypes({});
    expect(resourceTypes?.map(({ resourceType }) => resourceType)).toContain('appmesh:Mesh');
  });
});
