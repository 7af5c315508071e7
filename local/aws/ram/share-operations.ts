import { refusal } from '../rules';
import { arnOfPermission, permissionOfArn } from './catalog';
import { join, joiningPrincipals, joiningResources } from './associate';
import { withdraw } from './leave';
import { associationsOf, reachesByName } from './reach';
import { demandArn, type Request } from './request';
import { changeableShare, visibleShare } from './shares';
import { ramPart, type Share, type Tag } from './state';
import { associationView, shareView } from './views';

/** No share has more. */
const mostTags = 50;

/** CreateResourceShare. */
export function createShare(request: Request): unknown {
  const { world, region, account, input } = request;
  const { shares } = world.part(ramPart);
  const clientToken = request.text('clientToken');
  const asked = JSON.stringify(input);
  const before = shares.find((share) => share.owner === account && share.clientToken === clientToken);
  if (clientToken !== undefined && before !== undefined) {
    if (before.request !== asked) throw refusal('ram/client-token', clientToken);
    return answered(request, { resourceShare: shareView(before, account) });
  }
  const allowExternalPrincipals = request.flag('allowExternalPrincipals') ?? true;
  const joining = [
    ...joiningResources(world, account, request.texts('resourceArns')),
    ...joiningPrincipals(world, account, allowExternalPrincipals, request.texts('principals')),
  ];
  const now = world.now();
  const share: Share = {
    arn: `arn:aws:ram:${region}:${account}:resource-share/${world.newId()}`,
    region,
    owner: account,
    name: request.required('name'),
    allowExternalPrincipals,
    status: 'ACTIVE',
    tags: merged([], tagsIn(input)),
    permissions: namedPermissions(request.texts('permissionArns')),
    createdAt: now,
    updatedAt: now,
    ...(clientToken === undefined ? {} : { clientToken, request: asked }),
  };
  shares.push(share);
  join(world, share, joining);
  return answered(request, { resourceShare: shareView(share, account) });
}

/** UpdateResourceShare. */
export function updateShare(request: Request): unknown {
  const share = changeableShare(request, request.required('resourceShareArn'));
  share.name = request.text('name') ?? share.name;
  share.allowExternalPrincipals = request.flag('allowExternalPrincipals') ?? share.allowExternalPrincipals;
  share.updatedAt = request.world.now();
  return answered(request, { resourceShare: shareView(share, request.account) });
}

/** DeleteResourceShare. The share stays listed to its owner, as deleted. */
export function deleteShare(request: Request): unknown {
  const { world } = request;
  const share = changeableShare(request, request.required('resourceShareArn'));
  withdraw(world, associationsOf(world, share));
  share.status = 'DELETED';
  share.updatedAt = world.now();
  return answered(request, { returnValue: true });
}

/** AssociateResourceShare. */
export function associate(request: Request): unknown {
  const { world, account } = request;
  const share = changeableShare(request, request.required('resourceShareArn'));
  const joining = [
    ...joiningResources(world, account, request.texts('resourceArns')),
    ...joiningPrincipals(world, account, share.allowExternalPrincipals, request.texts('principals')),
  ];
  const joined = join(world, share, joining);
  return answered(request, {
    resourceShareAssociations: joined.map((one) => associationView(one, share)),
  });
}

/** DisassociateResourceShare: by the owner, or by an account that leaves. */
export function disassociate(request: Request): unknown {
  const { world, account } = request;
  const share = visibleShare(request, request.required('resourceShareArn'));
  const entities = [...request.texts('resourceArns'), ...request.texts('principals')];
  if (share.owner !== account) demandLeaving(request, share, entities);
  else changeableShare(request, share.arn);
  const leaving = associationsOf(world, share).filter(({ entity }) => entities.includes(entity));
  withdraw(world, leaving);
  return answered(request, {
    resourceShareAssociations: leaving.map((one) => associationView(one, share)),
  });
}

/** TagResource. */
export function tagShare(request: Request): unknown {
  const share = changeableShare(request, taggedArn(request));
  share.tags = merged(share.tags, tagsIn(request.input));
  return {};
}

/** UntagResource. */
export function untagShare(request: Request): unknown {
  const share = changeableShare(request, taggedArn(request));
  const gone = request.texts('tagKeys');
  share.tags = share.tags.filter(({ key }) => !gone.includes(key));
  return {};
}

/** AWS answers with the token of the request, if it had one. */
export function answered(request: Request, value: Readonly<Record<string, unknown>>): unknown {
  const clientToken = request.text('clientToken');
  return clientToken === undefined ? value : { ...value, clientToken };
}

function demandLeaving({ world, account }: Request, share: Share, entities: readonly string[]): void {
  const [only, ...more] = entities;
  if (only !== account || more.length > 0) throw refusal('ram/leave-alone', share.arn);
  if (!reachesByName(world, share, account)) throw refusal('ram/leave-organization', share.arn);
}

function namedPermissions(arns: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    arns.map((arn) => {
      demandArn(arn);
      const permission = permissionOfArn(arn);
      if (permission === undefined) throw refusal('ram/unknown-permission', arn);
      return [permission.type, arnOfPermission(permission)];
    }),
  );
}

function taggedArn(request: Request): string {
  return request.text('resourceShareArn') ?? request.text('resourceArn') ?? '';
}

function tagsIn(input: Readonly<Record<string, unknown>>): readonly Tag[] {
  return (input['tags'] ?? []) as readonly Tag[];
}

function merged(before: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const all = new Map([...before, ...added].map(({ key, value }) => [key, value]));
  if (all.size > mostTags) throw refusal('ram/too-many-tags', `${all.size} tags`);
  return [...all].map(([key, value]) => ({ key, value }));
}
