import { refusal } from '../rules';
import { typeOfArn } from './catalog';
import { attach, namedPermission, permissionsOf, permissionsSeen, type Permission } from './permission';
import { answered, paged, type Request } from './request';
import { changeableShare, ownShares, visibleShare } from './shares';
import { permissionDetail, permissionView, sharedResources } from './views';

/** ListResourceSharePermissions. */
export function listSharePermissions(request: Request): unknown {
  const share = visibleShare(request, request.required('resourceShareArn'));
  return listed(request, permissionsOf(request.world, share));
}

/** ListPermissions: each in the version that shares get. */
export function listPermissions(request: Request): unknown {
  const [type, kind, status] = ['resourceType', 'permissionType', 'permissionStatus'].map(request.text);
  const found = permissionsSeen(request).filter(
    (permission) =>
      permission.isDefault &&
      (type ?? permission.type).toLowerCase() === permission.type.toLowerCase() &&
      [undefined, 'ALL', permission.kind].includes(kind) &&
      (status ?? 'ATTACHABLE') === 'ATTACHABLE',
  );
  return listed(request, found);
}

/** GetPermission. */
export function getPermission(request: Request): unknown {
  return { permission: permissionDetail(asked(request), request.account) };
}

/** ListPermissionVersions: for AWS's own, only the default version is included. */
export function listPermissionVersions(request: Request): unknown {
  const { arn } = asked(request);
  return listed(
    request,
    permissionsSeen(request).filter((one) => one.arn === arn),
  );
}

/** ListPermissionAssociations: which of the account's shares have which permission. */
export function listPermissionAssociations(request: Request): unknown {
  const share = request.text('resourceShareArn');
  const found = ownShares(request)
    .filter((one) => one.status === 'ACTIVE' && (share ?? one.arn) === one.arn)
    .flatMap((one) =>
      permissionsOf(request.world, one)
        .filter((permission) => isAskedFor(request, permission))
        .map((permission) => ({
          arn: permission.arn,
          permissionVersion: permission.version,
          defaultVersion: permission.isDefault,
          resourceType: permission.type,
          status: 'ASSOCIATED',
          featureSet: 'STANDARD',
          lastUpdatedTime: one.updatedAt,
          resourceShareArn: one.arn,
        })),
    );
  return paged(request, 'permissions', found);
}

/** AssociateResourceSharePermission. */
export function associatePermission(request: Request): unknown {
  const share = changeableShare(request, request.required('resourceShareArn'));
  const permission = asked(request);
  const { arn, version, type, isDefault } = permission;
  if (!isDefault) throw refusal('ram/default-version', `version ${version} of ${arn}`);
  const before = share.permissions[type];
  const same = before === undefined || (before.arn === arn && before.version === version);
  if (!same && request.flag('replace') !== true)
    throw refusal('ram/one-permission', `${share.arn} has version ${before.version} of ${before.arn}`);
  attach(share, permission);
  share.updatedAt = request.world.now();
  return answered(request, { returnValue: true });
}

/** DisassociateResourceSharePermission. */
export function disassociatePermission(request: Request): unknown {
  const share = changeableShare(request, request.required('resourceShareArn'));
  const { arn, type } = asked(request);
  const using = sharedResources(request.world, share).find(({ entity }) => typeOfArn(entity) === type);
  if (using !== undefined) throw refusal('ram/permission-in-use', `${share.arn} has ${using.entity}`);
  if (share.permissions[type]?.arn === arn) delete share.permissions[type];
  return answered(request, { returnValue: true });
}

function isAskedFor({ text, number, flag }: Request, permission: Permission): boolean {
  const [arn, type] = [text('permissionArn'), text('resourceType')];
  const version = number('permissionVersion');
  return (
    (arn ?? permission.arn) === permission.arn &&
    (type ?? permission.type) === permission.type &&
    (version === undefined || String(version) === permission.version) &&
    (flag('defaultVersion') !== true || permission.isDefault) &&
    (text('featureSet') ?? 'STANDARD') === 'STANDARD' &&
    (text('associationStatus') ?? 'ASSOCIATED') === 'ASSOCIATED'
  );
}

function asked(request: Request): Permission {
  return namedPermission(request, request.required('permissionArn'), request.number('permissionVersion'));
}

function listed(request: Request, permissions: readonly Permission[]): unknown {
  return paged(
    request,
    'permissions',
    permissions.map((one) => permissionView(one, request.account)),
  );
}
