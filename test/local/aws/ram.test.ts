import type { GetResourceShareAssociationsCommandInput } from '@aws-sdk/client-ram';
import type { Organization } from '../../../local/aws/world';
import { expectRefusal, type Account } from './accounts';
import { invitationTo, meshArn, newMesh, newName, newStage, offer, share, type Stage } from './stage';

const day = 24 * 60 * 60 * 1000;
let days = 0;
let stage: Stage;
beforeAll(async () => {
  stage = await newStage({ clock: () => Date.now() + days * day });
});
afterAll(() => stage.aws.close());

async function statusOf(
  { owner }: Stage,
  resourceShareArn: string,
  filter: Partial<GetResourceShareAssociationsCommandInput> = {},
): Promise<readonly (string | undefined)[]> {
  const { resourceShareAssociations = [] } = await owner.ram.getResourceShareAssociations({
    associationType: 'PRINCIPAL',
    resourceShareArns: [resourceShareArn],
    ...filter,
  });
  return resourceShareAssociations.map(({ status }) => status);
}

const received = async ({ ram }: Account, resourceShareArn: string) => {
  const { resources = [] } = await ram.listResources({
    resourceOwner: 'OTHER-ACCOUNTS',
    resourceShareArns: [resourceShareArn],
  });
  return resources.map(({ arn }) => arn);
};

describe('an invitation', () => {
  test('comes before an account outside gets anything', async () => {
    const arn = meshArn(await newMesh(stage));
    const resourceShareArn = await offer(stage, { resourceArns: [arn] });
    const { world } = stage.aws;
    expect(await statusOf(stage, resourceShareArn)).toEqual(['ASSOCIATING']);
    expect(world.sharedWith(arn, stage.member.id)).toBe(false);
    await expectRefusal('ram/unknown-share', received(stage.member, resourceShareArn));
    const resourceShareInvitationArn = await invitationTo(stage.member, resourceShareArn);
    const pending = await stage.member.ram.listPendingInvitationResources({ resourceShareInvitationArn });
    expect(pending.resources).toMatchObject([{ arn, type: 'appmesh:Mesh', status: 'AVAILABLE' }]);

    const accepted = await stage.member.ram.acceptResourceShareInvitation({ resourceShareInvitationArn });
    expect(accepted.resourceShareInvitation).toMatchObject({
      status: 'ACCEPTED',
      senderAccountId: stage.owner.id,
      receiverAccountId: stage.member.id,
    });
    expect(await statusOf(stage, resourceShareArn)).toEqual(['ASSOCIATED']);
    expect(await received(stage.member, resourceShareArn)).toEqual([arn]);
    expect(world.sharedWith(arn, stage.member.id)).toBe(true);
    expect(world.sharedWith(arn, stage.stranger.id)).toBe(false);
    expect(world.sharedWith(meshArn('other'), stage.member.id)).toBe(false);
  });

  test('that is rejected or too old gives nothing, and the owner can invite again', async () => {
    for (const end of ['rejected', 'too old']) {
      const resourceShareArn = await offer(stage);
      const invitation = await invitationTo(stage.member, resourceShareArn);
      if (end === 'rejected') {
        await stage.member.ram.rejectResourceShareInvitation({ resourceShareInvitationArn: invitation });
      } else {
        days += 8;
      }
      await stage.member.ram.getResourceShareInvitations({});
      expect(await statusOf(stage, resourceShareArn)).toEqual(['FAILED']);
      await stage.owner.ram.associateResourceShare({ resourceShareArn, principals: [stage.member.id] });
      const again = await invitationTo(stage.member, resourceShareArn);
      expect(again).not.toBe(invitation);
      await stage.member.ram.acceptResourceShareInvitation({ resourceShareInvitationArn: again });
      expect(await statusOf(stage, resourceShareArn)).toEqual(['ASSOCIATED']);
    }
  });

  test('is shown to whom it was sent, and is withdrawn with its principal', async () => {
    const resourceShareArn = await offer(stage);
    expect(await invitationTo(stage.owner, resourceShareArn)).toBe('');
    expect(await invitationTo(stage.stranger, resourceShareArn)).toBe('');
    const resourceShareInvitationArn = await invitationTo(stage.member, resourceShareArn);
    await stage.owner.ram.disassociateResourceShare({ resourceShareArn, principals: [stage.member.id] });
    expect(await statusOf(stage, resourceShareArn)).toEqual(['DISASSOCIATED']);
    const accept = stage.member.ram.acceptResourceShareInvitation({ resourceShareInvitationArn });
    await expectRefusal('ram/expired', accept);
  });
});

describe('a share', () => {
  test('is found by ARN, name, status and tags', async () => {
    const tags = [
      { key: 'team', value: 'mesh' },
      { key: 'run', value: newName() },
    ];
    const { resourceShare } = await stage.owner.ram.createResourceShare({ name: newName(), tags });
    const find = async (filter: object) => {
      const { resourceShares = [] } = await stage.owner.ram.getResourceShares({
        resourceOwner: 'SELF',
        ...filter,
      });
      return resourceShares.map((found) => found.resourceShareArn === resourceShare?.resourceShareArn);
    };
    const run = [{ tagKey: 'run', tagValues: [tags[1]?.value ?? ''] }];
    expect(await find({ resourceShareArns: [resourceShare?.resourceShareArn] })).toEqual([true]);
    expect(await find({ name: resourceShare?.name })).toEqual([true]);
    expect(await find({ tagFilters: run })).toEqual([true]);
    expect(await find({ tagFilters: [...run, { tagKey: 'team', tagValues: ['x'] }] })).toEqual([]);
    expect(await find({ tagFilters: run, resourceShareStatus: 'DELETED' })).toEqual([]);
    const resourceShareArn = resourceShare?.resourceShareArn;
    await stage.owner.ram.untagResource({ resourceShareArn, tagKeys: ['team'] });
    await stage.owner.ram.tagResource({ resourceShareArn, tags: [{ key: 'run', value: 'none' }] });
    expect(await find({ tagFilters: run })).toEqual([]);
    await stage.owner.ram.deleteResourceShare({ resourceShareArn });
    expect(await find({ name: resourceShare?.name, resourceShareStatus: 'DELETED' })).toEqual([true]);
  });

  test('comes in pages, and is renamed by its owner', async () => {
    const own = await newStage();
    const names = ['a', 'b', 'c'];
    for (const name of names) await own.owner.ram.createResourceShare({ name });
    const first = await own.owner.ram.getResourceShares({ resourceOwner: 'SELF', maxResults: 2 });
    const second = await own.owner.ram.getResourceShares({
      resourceOwner: 'SELF',
      nextToken: first.nextToken,
    });
    const shares = [...(first.resourceShares ?? []), ...(second.resourceShares ?? [])];
    expect(shares.map(({ name }) => name)).toEqual(names);
    expect([first.resourceShares?.length, second.nextToken]).toEqual([2, undefined]);
    const renamed = await own.owner.ram.updateResourceShare({
      resourceShareArn: shares[0]?.resourceShareArn,
      name: 'z',
      allowExternalPrincipals: false,
    });
    expect(renamed.resourceShare).toMatchObject({ name: 'z', allowExternalPrincipals: false });
    await own.aws.close();
  });

  test("shows its owner's tags to no other account", async () => {
    const resourceShareArn = await share(stage);
    await stage.owner.ram.tagResource({ resourceShareArn, tags: [{ key: 'team', value: 'mesh' }] });
    const { resourceShares } = await stage.member.ram.getResourceShares({ resourceOwner: 'OTHER-ACCOUNTS' });
    expect(resourceShares?.find((one) => one.resourceShareArn === resourceShareArn)?.tags).toBeUndefined();
  });

  test('is created once by one token', async () => {
    const request = { name: newName(), clientToken: newName() };
    const [first, second] = [
      await stage.owner.ram.createResourceShare(request),
      await stage.owner.ram.createResourceShare(request),
    ];
    expect(second).toMatchObject({ resourceShare: first.resourceShare, clientToken: request.clientToken });
  });

  test('is left by a consumer, who then has nothing of it and can be invited again', async () => {
    const arn = meshArn(await newMesh(stage));
    const resourceShareArn = await share(stage, { resourceArns: [arn] });
    await stage.member.ram.disassociateResourceShare({ resourceShareArn, principals: [stage.member.id] });
    expect(stage.aws.world.sharedWith(arn, stage.member.id)).toBe(false);
    await expectRefusal('ram/unknown-share', received(stage.member, resourceShareArn));
    await stage.owner.ram.associateResourceShare({ resourceShareArn, principals: [stage.member.id] });
    await stage.member.ram.acceptResourceShareInvitation({
      resourceShareInvitationArn: await invitationTo(stage.member, resourceShareArn),
    });
    expect(stage.aws.world.sharedWith(arn, stage.member.id)).toBe(true);
  });

  test('removes a resource from all accounts', async () => {
    const arn = meshArn(await newMesh(stage));
    const resourceShareArn = await share(stage, { resourceArns: [arn] });
    await stage.owner.ram.disassociateResourceShare({ resourceShareArn, resourceArns: [arn] });
    expect(await received(stage.member, resourceShareArn)).toEqual([]);
    expect(stage.aws.world.sharedWith(arn, stage.member.id)).toBe(false);
    const status = await statusOf(stage, resourceShareArn, { associationType: 'RESOURCE', resourceArn: arn });
    expect(status).toEqual(['DISASSOCIATED']);
  });

  test('lists its principals for the owner, and its owner for the principals', async () => {
    const resourceShareArn = await share(stage, { resourceArns: [meshArn(await newMesh(stage))] });
    const resourceShareArns = [resourceShareArn];
    const [given, taken] = [
      await stage.owner.ram.listPrincipals({ resourceOwner: 'SELF', resourceShareArns }),
      await stage.member.ram.listPrincipals({ resourceOwner: 'OTHER-ACCOUNTS', resourceShareArns }),
    ];
    expect(given.principals).toMatchObject([{ id: stage.member.id, external: true }]);
    expect(taken.principals).toMatchObject([{ id: stage.owner.id, external: true }]);
  });
});

describe('within an organization', () => {
  const unit = 'arn:aws:organizations::111111111111:ou/o-meshspan00/ou-mesh-00000001';
  const organization: Organization = {
    id: 'o-meshspan00',
    managementAccount: '111111111111',
    accounts: ['222222222222'],
    units: { [unit]: ['222222222222'] },
  };
  const whole = 'arn:aws:organizations::111111111111:organization/o-meshspan00';
  let own: Stage;
  beforeAll(async () => {
    own = await newStage({ organization });
  });
  afterAll(() => own.aws.close());

  test('sharing needs an invitation until it is enabled', async () => {
    expect(await statusOf(own, await offer(own))).toEqual(['ASSOCIATING']);
    await own.owner.ram.enableSharingWithAwsOrganization({});
    const arn = meshArn(await newMesh(own));
    const resourceShareArn = await offer(own, { resourceArns: [arn] });
    expect(await statusOf(own, resourceShareArn)).toEqual(['ASSOCIATED']);
    expect(await invitationTo(own.member, resourceShareArn)).toBe('');
    expect(own.aws.world.sharedWith(arn, own.member.id)).toBe(true);
  });

  test.each([
    ['the organization', whole],
    ['a unit', unit],
  ])('%s as a principal reaches the accounts in it, and no other', async (_, principal) => {
    const arn = meshArn(await newMesh(own));
    await own.owner.ram.createResourceShare({
      name: newName(),
      allowExternalPrincipals: false,
      resourceArns: [arn],
      principals: [principal],
    });
    const reached = [own.member.id, own.stranger.id].map((id) => own.aws.world.sharedWith(arn, id));
    expect(reached).toEqual([true, false]);
    const { meshes = [] } = await own.member.mesh.listMeshes({});
    expect(meshes.map((mesh) => mesh.arn)).toContain(arn);
  });

  test('accounts outside still get an invitation, or are refused', async () => {
    const create = (allowExternalPrincipals: boolean) =>
      own.owner.ram.createResourceShare({
        name: newName(),
        principals: [own.stranger.id],
        allowExternalPrincipals,
      });
    const { resourceShare } = await create(true);
    expect(await statusOf(own, resourceShare?.resourceShareArn ?? '')).toEqual(['ASSOCIATING']);
    await expectRefusal('ram/external', create(false));
  });
});
