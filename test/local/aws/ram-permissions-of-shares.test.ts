import { accountIn, expectRefusal } from './accounts';
import {
  attachedTo,
  meshType,
  newPermission,
  newVersion,
  reading,
  shareWith,
  standardOfMeshes,
  versionsOf,
  writing,
} from './customer-permissions';
import { meshArn, newMesh, newName, newStage, share, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await newStage();
});
afterAll(() => stage.aws.close());

describe('a share', () => {
  test('keeps its version until the newest one is requested', async () => {
    const permissionArn = await newPermission(stage);
    const resourceShareArn = await shareWith(stage, permissionArn);
    await newVersion(stage, permissionArn);
    expect(await attachedTo(stage, resourceShareArn)).toEqual([`${permissionArn} 1`]);
    const associate = (replace: boolean) =>
      stage.owner.ram.associateResourceSharePermission({ resourceShareArn, permissionArn, replace });
    await expectRefusal('ram/one-permission', associate(false));
    await associate(true);
    expect(await attachedTo(stage, resourceShareArn)).toEqual([`${permissionArn} 2`]);
    await stage.owner.ram.deletePermissionVersion({ permissionArn, permissionVersion: 1 });
  });

  test('has one permission for a type from the start, and resources do not add another', async () => {
    const [one, other] = [await newPermission(stage), await newPermission(stage)];
    await expectRefusal('ram/one-permission', shareWith(stage, one, other));
    const resourceShareArn = await shareWith(stage, one);
    const resourceArns = [meshArn(await newMesh(stage))];
    await stage.owner.ram.associateResourceShare({ resourceShareArn, resourceArns });
    expect(await attachedTo(stage, resourceShareArn)).toEqual([`${one} 1`]);
  });

  test('is found by its permission, and releases it when it is deleted', async () => {
    const permissionArn = await newPermission(stage);
    const older = await shareWith(stage, permissionArn);
    await newVersion(stage, permissionArn);
    const latest = await shareWith(stage, permissionArn);
    const holders = async (filter: object) => {
      const { permissions = [] } = await stage.owner.ram.listPermissionAssociations({
        permissionArn,
        ...filter,
      });
      return permissions.map((one) => one.resourceShareArn);
    };
    expect(await holders({})).toEqual([older, latest]);
    expect(await holders({ permissionVersion: 1 })).toEqual([older]);
    expect(await holders({ defaultVersion: true })).toEqual([latest]);
    expect(await holders({ associationStatus: 'FAILED' })).toEqual([]);
    expect(await holders({ featureSet: 'CREATED_FROM_POLICY' })).toEqual([]);
    const { resourceShares = [] } = await stage.owner.ram.getResourceShares({
      resourceOwner: 'SELF',
      permissionArn,
      permissionVersion: 2,
    });
    expect(resourceShares.map((one) => one.resourceShareArn)).toEqual([latest]);
    for (const resourceShareArn of [older, latest])
      await stage.owner.ram.deleteResourceShare({ resourceShareArn });
    const deleted = await stage.owner.ram.deletePermission({ permissionArn });
    expect(deleted).toMatchObject({ returnValue: true, permissionStatus: 'DELETED' });
    await expectRefusal('ram/unknown-permission', stage.owner.ram.getPermission({ permissionArn }));
  });

  test('shows its permission to whom it is for, without the tags', async () => {
    const permissionArn = await newPermission(stage, { tags: [{ key: 'team', value: 'mesh' }] });
    const resourceShareArn = await share(stage);
    await stage.owner.ram.associateResourceSharePermission({ resourceShareArn, permissionArn });
    const { permissions } = await stage.member.ram.listResourceSharePermissions({ resourceShareArn });
    expect(permissions).toMatchObject([{ arn: permissionArn, permissionType: 'CUSTOMER_MANAGED' }]);
    expect(permissions?.[0]?.tags).toBeUndefined();
  });
});

describe('replacing', () => {
  test('gives all shares the default version of another permission, or only those with one version', async () => {
    const [from, to] = [await newPermission(stage), await newPermission(stage)];
    const first = await shareWith(stage, from);
    await newVersion(stage, from);
    const second = await shareWith(stage, from);
    const [apart, deleted] = [await shareWith(stage, standardOfMeshes), await shareWith(stage, from)];
    await stage.owner.ram.deleteResourceShare({ resourceShareArn: deleted });
    const asked = { fromPermissionArn: from, fromPermissionVersion: 1, toPermissionArn: to };
    const { replacePermissionAssociationsWork: work } =
      await stage.owner.ram.replacePermissionAssociations(asked);
    expect(await Promise.all([first, second, apart].map((one) => attachedTo(stage, one)))).toEqual([
      [`${to} 1`],
      [`${from} 2`],
      [`${standardOfMeshes} 3`],
    ]);
    expect(work).toMatchObject({
      fromPermissionArn: from,
      fromPermissionVersion: '1',
      toPermissionArn: to,
      toPermissionVersion: '1',
      status: 'COMPLETED',
    });
    await stage.owner.ram.replacePermissionAssociations({ fromPermissionArn: from, toPermissionArn: to });
    expect(await Promise.all([second, apart, deleted].map((one) => attachedTo(stage, one)))).toEqual([
      [`${to} 1`],
      [`${standardOfMeshes} 3`],
      [`${from} 2`],
    ]);
  });

  test('by the same permission updates its shares to its default version', async () => {
    const permissionArn = await newPermission(stage);
    const resourceShareArn = await shareWith(stage, permissionArn);
    await newVersion(stage, permissionArn);
    const [fromPermissionArn, toPermissionArn] = [permissionArn, permissionArn];
    await stage.owner.ram.replacePermissionAssociations({ fromPermissionArn, toPermissionArn });
    expect(await attachedTo(stage, resourceShareArn)).toEqual([`${permissionArn} 2`]);
  });

  test('is listed for the account that requested it, in the region', async () => {
    const [fromPermissionArn, toPermissionArn] = [await newPermission(stage), standardOfMeshes];
    const { replacePermissionAssociationsWork: work } = await stage.owner.ram.replacePermissionAssociations({
      fromPermissionArn,
      toPermissionArn,
    });
    const listed = async (filter: object, { ram } = stage.owner) => {
      const asked = { workIds: [work?.id ?? ''], ...filter };
      return (await ram.listReplacePermissionAssociationsWork(asked)).replacePermissionAssociationsWorks;
    };
    expect(await listed({})).toEqual([work]);
    expect(await listed({ status: 'FAILED' })).toEqual([]);
    const elsewhere = await accountIn(stage.aws, stage.owner.id, 'eu-west-1');
    for (const other of [stage.member, elsewhere]) expect(await listed({}, other)).toEqual([]);
    expect(await listed({ workIds: [] })).toContainEqual(work);
  });
});

test('what comes with a token happens once, in an account and region', async () => {
  const [name, clientToken] = [newName(), newName()];
  const asked = { name, resourceType: meshType, policyTemplate: reading, clientToken };
  const [first, second] = [
    await stage.owner.ram.createPermission(asked),
    await stage.owner.ram.createPermission(asked),
  ];
  expect(second).toMatchObject({ permission: first.permission, clientToken });
  const other = stage.owner.ram.createPermission({ ...asked, name: newName() });
  await expectRefusal('ram/client-token', other);
  const elsewhere = await accountIn(stage.aws, stage.owner.id, 'eu-west-1');
  for (const { ram } of [stage.member, elsewhere])
    expect((await ram.createPermission(asked)).permission?.arn).not.toBe(first.permission?.arn);
  const permissionArn = first.permission?.arn;
  for (const token of ['a', 'a', 'b'].map((one) => clientToken + one))
    await stage.owner.ram.createPermissionVersion({
      permissionArn,
      policyTemplate: writing,
      clientToken: token,
    });
  expect(await versionsOf(stage, permissionArn ?? '')).toEqual(['1', '2', '3*']);
  const gone = { permissionArn, clientToken };
  expect(await stage.owner.ram.deletePermission(gone)).toMatchObject({ clientToken, returnValue: true });
  expect(await stage.owner.ram.deletePermission(gone)).toMatchObject({ clientToken, returnValue: true });
});

test('permissions and what was done with them are in a snapshot', async () => {
  const [before, after] = [stage, await newStage()];
  const permissionArn = await newPermission(stage, { clientToken: newName() });
  const resourceShareArn = await shareWith(stage, permissionArn);
  await newVersion(stage, permissionArn);
  after.aws.world.restore(JSON.parse(JSON.stringify(before.aws.world.snapshot())));
  for (const { owner } of [before, after]) {
    const { permissions } = await owner.ram.listResourceSharePermissions({ resourceShareArn });
    expect(permissions).toMatchObject([{ arn: permissionArn, version: '1', defaultVersion: false }]);
  }
  const [one, other] = await Promise.all(
    [before, after].map(({ owner }) => owner.ram.listReplacePermissionAssociationsWork({})),
  );
  expect(other?.replacePermissionAssociationsWorks).toEqual(one?.replacePermissionAssociationsWorks);
  await after.aws.close();
});
