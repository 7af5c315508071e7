import { arnIn } from '../arn';
import { refusal } from '../rules';
import { join, joiningPrincipals, joiningResources, joiningSources, type Joining } from './associate';
import { withdraw } from './leave';
import { namedPermission } from './permission';
import { associationsOf, reachesByName } from './reach';
import { answered, type Request } from './request';
import { changeableShare, visibleShare } from './shares';
import { ramPart, type Association, type Attached, type Share } from './state';
import { merged, tagsIn } from './tags';
import { associationView, shareView } from './views';

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
  const joining = joiningIn(request, allowExternalPrincipals);
  const now = world.now();
  const share: Share = {
    arn: arnIn(region, 'ram', account, `resource-share/${world.newId()}`),
    region,
    owner: account,
    name: request.required('name'),
    allowExternalPrincipals,
    status: 'ACTIVE',
    tags: merged([], tagsIn(input)),
    permissions: namedPermissions(request),
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
  const share = changeableShare(request, request.required('resourceShareArn'));
  const joined = join(request.world, share, joiningIn(request, share.allowExternalPrincipals));
  return answered(request, {
    resourceShareAssociations: joined.map((one) => associationView(one, share)),
  });
}

/** DisassociateResourceShare: by the owner, or by an account that leaves. */
export function disassociate(request: Request): unknown {
  const { world, account } = request;
  const share = visibleShare(request, request.required('resourceShareArn'));
  const named = {
    RESOURCE: request.texts('resourceArns'),
    PRINCIPAL: request.texts('principals'),
    SOURCE: request.texts('sources'),
  };
  if (share.owner !== account) demandLeaving(request, share, named);
  else changeableShare(request, share.arn);
  const leaving = associationsOf(world, share).filter(({ type, entity }) => named[type].includes(entity));
  withdraw(world, leaving);
  return answered(request, {
    resourceShareAssociations: leaving.map((one) => associationView(one, share)),
  });
}

function joiningIn(request: Request, allowExternal: boolean): readonly Joining[] {
  const { world, region, account } = request;
  return [
    ...joiningResources(request, request.texts('resourceArns')),
    ...joiningPrincipals({ world, region, account }, allowExternal, request.texts('principals')),
    ...joiningSources(request.texts('sources')),
  ];
}

function demandLeaving(
  { world, account }: Request,
  share: Share,
  named: Readonly<Record<Association['type'], readonly string[]>>,
): void {
  const more = Object.values(named).flat().length > 1;
  if (named.PRINCIPAL[0] !== account || more) throw refusal('ram/leave-alone', share.arn);
  if (!reachesByName(world, share, account)) throw refusal('ram/leave-organization', share.arn);
}

function namedPermissions(request: Request): Record<string, Attached> {
  const permissions: Record<string, Attached> = {};
  for (const arn of request.texts('permissionArns')) {
    const { type, version } = namedPermission(request, arn);
    const other = permissions[type]?.arn;
    if (other !== undefined && other !== arn) throw refusal('ram/one-permission', `${other} and ${arn}`);
    permissions[type] = { arn, version };
  }
  return permissions;
}
