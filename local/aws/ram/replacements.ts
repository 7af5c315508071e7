import { defined } from '../../../core/base/properties';
import { refusal } from '../rules';
import { attach, namedPermission } from './permission';
import { among, answered, paged, type Request } from './request';
import { ownShares } from './shares';
import { ramPart, type Replacement } from './state';

/**
 * ReplacePermissionAssociations: the account's shares get the default version of another permission, or of the same.
 * It is complete when the response is sent; AWS takes some time.
 */
export function replaceAssociations(request: Request): unknown {
  const { world, region, account } = request;
  const fromVersion = request.number('fromPermissionVersion');
  const from = namedPermission(request, request.required('fromPermissionArn'), fromVersion);
  const to = namedPermission(request, request.required('toPermissionArn'));
  if (from.type !== to.type) throw refusal('ram/same-type', `${from.type} and ${to.type}`);
  for (const share of ownShares(request)) {
    const before = share.permissions[from.type];
    const meant = before?.arn === from.arn && (fromVersion === undefined || before.version === from.version);
    if (!meant || share.status !== 'ACTIVE') continue;
    attach(share, to);
    share.updatedAt = world.now();
  }
  const work: Replacement = {
    id: world.newId(),
    owner: account,
    region,
    from: from.arn,
    ...(fromVersion === undefined ? {} : { fromVersion: from.version }),
    to: to.arn,
    toVersion: to.version,
    at: world.now(),
  };
  world.part(ramPart).replacements.push(work);
  return answered(request, { replacePermissionAssociationsWork: workView(work) });
}

/** ListReplacePermissionAssociationsWork. */
export function listReplacements(request: Request): unknown {
  const { world, region, account } = request;
  const [ids, status] = [request.texts('workIds'), request.text('status')] as const;
  const found = world
    .part(ramPart)
    .replacements.filter(
      (work) =>
        work.owner === account &&
        work.region === region &&
        among(ids, work.id) &&
        (status ?? 'COMPLETED') === 'COMPLETED',
    );
  return paged(request, 'replacePermissionAssociationsWorks', found.map(workView));
}

function workView({ id, from, fromVersion, to, toVersion, at }: Replacement): unknown {
  return {
    id,
    fromPermissionArn: from,
    ...defined({ fromPermissionVersion: fromVersion }),
    toPermissionArn: to,
    toPermissionVersion: toVersion,
    status: 'COMPLETED',
    creationTime: at,
    lastUpdatedTime: at,
  };
}
