import { ramRules } from '../../../local/aws/ram/rules';
import { rules } from '../../../local/aws/rules';
import { accountIn, expectRefusal, thrown } from './accounts';
import { newPermission, newVersion, standardOfMeshes } from './customer-permissions';
import { invitationTo, meshArn, newMesh, newName, newStage, offer, share, type Stage } from './stage';

const day = 24 * 60 * 60 * 1000;
let days = 0;
let stage: Stage;
beforeAll(async () => {
  const organization = {
    id: 'o-meshspan00',
    managementAccount: '444444444444',
    accounts: ['111111111111', '222222222222'],
  };
  stage = await newStage({ clock: () => Date.now() + days * day, organization });
});
afterAll(() => stage.aws.close());

const authorityPermission = 'arn:aws:ram::aws:permission/AWSRAMDefaultPermissionCertificateAuthority';
const otherAuthorityPermission =
  'arn:aws:ram::aws:permission/AWSRAMBlankEndEntityCertificateAPICSRPassthroughIssuanceCertificateAuthority';
const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `key-${i}`, value: '' }));

const createWith = (contents: object): Promise<unknown> =>
  stage.owner.ram.createResourceShare({ name: newName(), ...contents });
const template = (more: object = {}): string =>
  JSON.stringify({ Effect: 'Allow', Action: ['appmesh:DescribeMesh'], ...more });
const subnetTemplate = template({ Action: 'ec2:DescribeSubnets' });
const permissionWith = (contents: object): Promise<string> => newPermission(stage, contents);
const permissionWithVersions = async (count: number): Promise<string> => {
  const permissionArn = await newPermission(stage);
  for (let made = 1; made < count; made += 1) await newVersion(stage, permissionArn);
  return permissionArn;
};
const answer = async (action: 'accept' | 'reject', invitation: string): Promise<unknown> =>
  action === 'accept'
    ? stage.member.ram.acceptResourceShareInvitation({ resourceShareInvitationArn: invitation })
    : stage.member.ram.rejectResourceShareInvitation({ resourceShareInvitationArn: invitation });

// One request for each rule that breaks it.
const breaches: Readonly<Record<keyof typeof ramRules, () => Promise<unknown>>> = {
  'ram/parameter': () => createWith({ name: undefined }),
  'ram/malformed-arn': () => stage.owner.ram.deleteResourceShare({ resourceShareArn: 'share' }),
  'ram/next-token': () => stage.owner.ram.getResourceShares({ resourceOwner: 'SELF', nextToken: 'mine' }),
  'ram/unknown-share': () =>
    stage.owner.ram.deleteResourceShare({
      resourceShareArn: 'arn:aws:ram:us-west-2:111111111111:resource-share/none',
    }),
  async 'ram/owner-only'() {
    return stage.member.ram.updateResourceShare({ resourceShareArn: await share(stage), name: 'mine' });
  },
  async 'ram/share-deleted'() {
    const resourceShareArn = await offer(stage);
    await stage.owner.ram.deleteResourceShare({ resourceShareArn });
    return stage.owner.ram.updateResourceShare({ resourceShareArn, name: 'again' });
  },
  async 'ram/client-token'() {
    const clientToken = newName();
    await createWith({ clientToken });
    return createWith({ clientToken });
  },
  'ram/too-many-tags': () => createWith({ tags: tags(51) }),
  async 'ram/tag-target'() {
    const resourceShareArn = await offer(stage);
    const resourceArn = await newPermission(stage);
    return stage.owner.ram.tagResource({ resourceShareArn, resourceArn, tags: tags(1) });
  },
  async 'ram/own-resources'() {
    const resourceArns = [meshArn(await newMesh(stage))];
    return stage.member.ram.createResourceShare({ name: newName(), resourceArns });
  },
  'ram/resource-exists': () => createWith({ resourceArns: [meshArn('none')] }),
  'ram/shareable': () => createWith({ resourceArns: ['arn:aws:iam::111111111111:role/x'] }),
  'ram/resource-type': () =>
    stage.owner.ram.listResources({ resourceOwner: 'SELF', resourceType: 'iam:Role' }),
  'ram/principal': () => createWith({ principals: ['arn:aws:iam::222222222222:group/x'] }),
  'ram/external': () => createWith({ principals: [stage.stranger.id], allowExternalPrincipals: false }),
  'ram/organization-sharing': () =>
    createWith({ principals: ['arn:aws:organizations::444444444444:organization/o-meshspan00'] }),
  'ram/management-account': () => stage.owner.ram.enableSharingWithAwsOrganization({}),
  async 'ram/leave-alone'() {
    const resourceShareArn = await share(stage);
    return stage.member.ram.disassociateResourceShare({ resourceShareArn, principals: [stage.stranger.id] });
  },
  'ram/leave-organization': () => leaveOrganization(),
  'ram/filter': () =>
    stage.owner.ram.getResourceShareAssociations({
      associationType: 'PRINCIPAL',
      resourceArn: meshArn('any'),
    }),
  'ram/source': () => createWith({ sources: ['somewhere'] }),
  async 'ram/unknown-invitation'() {
    const invitation = await invitationTo(stage.member, await offer(stage));
    return stage.stranger.ram.acceptResourceShareInvitation({ resourceShareInvitationArn: invitation });
  },
  async 'ram/already-accepted'() {
    return answer('accept', await invitationTo(stage.member, await share(stage)));
  },
  async 'ram/already-rejected'() {
    const invitation = await invitationTo(stage.member, await offer(stage));
    await answer('reject', invitation);
    return answer('accept', invitation);
  },
  async 'ram/expired'() {
    const invitation = await invitationTo(stage.member, await offer(stage));
    days += 8;
    return answer('accept', invitation);
  },
  'ram/unknown-permission': () =>
    createWith({ permissionArns: ['arn:aws:ram:us-west-2:111111111111:permission/mine'] }),
  async 'ram/one-permission'() {
    const { resourceShare } = await stage.owner.ram.createResourceShare({
      name: newName(),
      permissionArns: [authorityPermission],
    });
    return stage.owner.ram.associateResourceSharePermission({
      resourceShareArn: resourceShare?.resourceShareArn,
      permissionArn: otherAuthorityPermission,
    });
  },
  async 'ram/permission-in-use'() {
    const resourceShareArn = await offer(stage, { resourceArns: [meshArn(await newMesh(stage))] });
    return stage.owner.ram.disassociateResourceSharePermission({
      resourceShareArn,
      permissionArn: standardOfMeshes,
    });
  },
  async 'ram/unknown-version'() {
    return stage.owner.ram.getPermission({ permissionArn: await newPermission(stage), permissionVersion: 2 });
  },
  async 'ram/default-version'() {
    const permissionArn = await permissionWithVersions(2);
    const resourceShareArn = await offer(stage);
    const permissionVersion = 1;
    const asked = { resourceShareArn, permissionArn, permissionVersion, replace: true };
    return stage.owner.ram.associateResourceSharePermission(asked);
  },
  'ram/same-type': () =>
    stage.owner.ram.replacePermissionAssociations({
      fromPermissionArn: standardOfMeshes,
      toPermissionArn: authorityPermission,
    }),
  async 'ram/promote-permission'() {
    const permissionArn = await newPermission(stage);
    return stage.owner.ram.promotePermissionCreatedFromPolicy({ permissionArn, name: newName() });
  },
  async 'ram/promote-share'() {
    const resourceShareArn = await offer(stage);
    return stage.owner.ram.promoteResourceShareCreatedFromPolicy({ resourceShareArn });
  },
  async 'ram/shared-resource'() {
    const resourceArns = [meshArn(await newMesh(stage))];
    return stage.owner.ram.getResourcePolicies({ resourceArns });
  },
  async 'ram/own-permission'() {
    const permissionArn = await newPermission(stage);
    return stage.member.ram.createPermissionVersion({ permissionArn, policyTemplate: template() });
  },
  async 'ram/permission-name'() {
    const name = newName();
    await permissionWith({ name });
    return permissionWith({ name, resourceType: 'ec2:Subnet', policyTemplate: subnetTemplate });
  },
  'ram/permission-type': () => permissionWith({ resourceType: 'appmesh:mesh' }),
  'ram/most-versions': () => permissionWithVersions(6),
  async 'ram/default-stays'() {
    const permissionArn = await permissionWithVersions(2);
    return stage.owner.ram.deletePermissionVersion({ permissionArn, permissionVersion: 2 });
  },
  async 'ram/version-attached'() {
    const permissionArn = await newPermission(stage);
    await createWith({ permissionArns: [permissionArn] });
    await newVersion(stage, permissionArn);
    return stage.owner.ram.deletePermissionVersion({ permissionArn, permissionVersion: 1 });
  },
  async 'ram/permission-attached'() {
    const permissionArn = await newPermission(stage);
    await createWith({ permissionArns: [permissionArn] });
    return stage.owner.ram.deletePermission({ permissionArn });
  },
  'ram/policy-template': () => permissionWith({ policyTemplate: '{' }),
  'ram/template-size': () => permissionWith({ policyTemplate: template().padEnd(10_241) }),
  'ram/template-elements': () => permissionWith({ policyTemplate: template({ Resource: '*' }) }),
  'ram/template-effect': () => permissionWith({ policyTemplate: template({ Effect: 'Deny' }) }),
  'ram/template-actions': () =>
    permissionWith({ policyTemplate: template({ Action: 'appmesh:DeleteMesh' }) }),
  'ram/template-operators': () =>
    permissionWith({
      policyTemplate: template({ Condition: { StringNotEquals: { 'appmesh:x': 'y' } } }),
    }),
  'ram/template-conditions': () =>
    permissionWith({
      policyTemplate: template({ Condition: { StringEquals: { 'aws:principalAccount': '222222222222' } } }),
    }),
};

/** In an AWS of its own: there is no way back once an organization has enabled sharing. */
async function leaveOrganization(): Promise<unknown> {
  const [id, managementAccount] = ['o-meshspan00', '111111111111'];
  const own = await newStage({ organization: { id, managementAccount, accounts: ['222222222222'] } });
  try {
    await own.owner.ram.enableSharingWithAwsOrganization({});
    const principals = [`arn:aws:organizations::${managementAccount}:organization/${id}`];
    const { resourceShare } = await own.owner.ram.createResourceShare({ name: 'all', principals });
    const resourceShareArn = resourceShare?.resourceShareArn;
    return await own.member.ram.disassociateResourceShare({ resourceShareArn, principals: [own.member.id] });
  } finally {
    await own.aws.close();
  }
}

test('every rule of RAM has a request that breaks it', () => {
  expect(Object.keys(breaches).toSorted()).toEqual(Object.keys(ramRules).toSorted());
});

test.each(Object.entries(breaches))('%s', async (rule, breach) => {
  await expectRefusal(rule as keyof typeof ramRules, breach());
});

describe('of both protocols', () => {
  const raw = (path: string, body: string): Promise<unknown> =>
    thrown(stage.owner.raw('ram', 'POST', path, body));
  test('json/malformed', () => expectRefusal('json/malformed', raw('/listpermissions', '[1')));
  test('json/unknown-operation', async () => {
    await expectRefusal('json/unknown-operation', raw('/toString', '{}'));
    for (const [method, path] of [
      ['POST', '/v20190125/meshes'],
      ['GET', '/v20190125/tag'],
      ['GET', '/v20190125/meshes/m/virtualRouter/r/gatewayRoutes'],
      ['GET', '/v20190125/meshes/m/virtualNodes/n/more'],
      ['GET', '/v20190125/meshes/m/constructor'],
      ['GET', '/v2/meshes'],
    ] as const) {
      const body = method === 'GET' ? undefined : '{}';
      const response = await fetch(stage.aws.url + path, {
        method,
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=x/20261121/us-west-2/appmesh/aws4_request, SignedHeaders=host, Signature=0',
        },
        ...(body === undefined ? {} : { body }),
      });
      expect(`${method} ${path}: ${response.status}`).toBe(
        `${method} ${path}: ${rules['json/unknown-operation'].status}`,
      );
    }
  });
});

test('a share lives in one region', async () => {
  const elsewhere = await accountIn(stage.aws, stage.owner.id, 'eu-west-1');
  const resourceShareArn = await offer(stage);
  await expectRefusal('ram/unknown-share', elsewhere.ram.deleteResourceShare({ resourceShareArn }));
});

test('a share whose resources are refused is not created', async () => {
  const before = stage.aws.world.snapshot();
  await expectRefusal('ram/resource-exists', breaches['ram/resource-exists']());
  await expectRefusal('ram/external', breaches['ram/external']());
  expect(stage.aws.world.snapshot()).toEqual(before);
});
