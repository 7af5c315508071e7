import type { GetResourceShareAssociationsCommandInput } from '@aws-sdk/client-ram';
import { ramPart } from '../../../local/aws/ram/state';
import { expectRefusal, type Account } from './accounts';
import { invitationTo, meshArn, newMesh, newName, newStage, share, type Stage } from './stage';

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

test('a deleted mesh leaves its share', async () => {
  const meshName = await newMesh(stage);
  const resourceShareArn = await share(stage, { resourceArns: [meshArn(meshName)] });
  expect(await received(stage.member, resourceShareArn)).toEqual([meshArn(meshName)]);
  await stage.owner.mesh.deleteMesh({ meshName });
  expect(await received(stage.member, resourceShareArn)).toEqual([]);
  const left = await statusOf(stage, resourceShareArn, { associationType: 'RESOURCE' });
  expect(left).toEqual(['DISASSOCIATED']);
  // One of the same name is another.
  await stage.owner.mesh.createMesh({ meshName });
  expect(stage.aws.world.sharedWith(meshArn(meshName), stage.member.id)).toBe(false);
});

test('a deleted share is listed for a while, and then removed with everything that belonged to it', async () => {
  const resourceShareArn = await share(stage, { resourceArns: [meshArn(await newMesh(stage))] });
  await stage.owner.ram.deleteResourceShare({ resourceShareArn, clientToken: newName() });
  const named = { resourceOwner: 'SELF' as const, resourceShareArns: [resourceShareArn] };
  const { resourceShares } = await stage.owner.ram.getResourceShares(named);
  expect(resourceShares).toMatchObject([{ status: 'DELETED' }]);
  days += 2;
  await expectRefusal('ram/unknown-share', stage.owner.ram.getResourceShares(named));
  expect(JSON.stringify(stage.aws.world.snapshot(['ram']))).not.toContain(resourceShareArn);
  const { settled } = stage.aws.world.part(ramPart);
  expect(settled.filter(({ at = 0 }) => at < stage.aws.world.now() - 86_400)).toEqual([]);
});

describe.each(['role/service-role/deploy', 'user/ada'])('%s', (identity) => {
  const principalOf = (account: string): string => `arn:aws:iam::${account}:${identity}`;

  test('of an account outside the organization gets a share once its account accepts', async () => {
    const [arn, principal] = [meshArn(await newMesh(stage)), principalOf(stage.member.id)];
    const { resourceShare } = await stage.owner.ram.createResourceShare({
      name: newName(),
      resourceArns: [arn],
      principals: [principal],
    });
    const resourceShareArn = resourceShare?.resourceShareArn ?? '';
    expect(await statusOf(stage, resourceShareArn)).toEqual(['ASSOCIATING']);
    expect(stage.aws.world.sharedWith(arn, stage.member.id)).toBe(false);
    const resourceShareInvitationArn = await invitationTo(stage.member, resourceShareArn);
    await stage.member.ram.acceptResourceShareInvitation({ resourceShareInvitationArn });
    expect(await statusOf(stage, resourceShareArn, { principal })).toEqual(['ASSOCIATED']);
    const reached = [stage.member.id, stage.stranger.id].map((id) => stage.aws.world.sharedWith(arn, id));
    expect(reached).toEqual([true, false]);
    await stage.owner.ram.disassociateResourceShare({ resourceShareArn, principals: [principal] });
    expect(stage.aws.world.sharedWith(arn, stage.member.id)).toBe(false);
  });

  test('of the own account is associated at once', async () => {
    const { resourceShare } = await stage.owner.ram.createResourceShare({
      name: newName(),
      principals: [principalOf(stage.owner.id)],
      allowExternalPrincipals: false,
    });
    expect(await statusOf(stage, resourceShare?.resourceShareArn ?? '')).toEqual(['ASSOCIATED']);
  });
});
