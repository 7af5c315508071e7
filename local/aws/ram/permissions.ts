import { refusal } from '../rules';
import { arnOfPermission, managedPermissions, permissionOfArn, typeOfArn, type Permission } from './catalog';
import { demandArn, paged, type Request } from './request';
import { answered } from './share-operations';
import { changeableShare, ownShares, visibleShare } from './shares';
import { permissionsOf, permissionView, sharedResources } from './views';

/** ListResourceSharePermissions. */
export function listSharePermissions(request: Request): unknown {
  const share = visibleShare(request, request.required('resourceShareArn'));
  return paged(request, 'permissions', permissionsOf(share).map(permissionView));
}

/** ListPermissions: those that AWS manages, as there are no others. */
export function listPermissions(request: Request): unknown {
  const [type, kind, status] = ['resourceType', 'permissionType', 'permissionStatus'].map(request.text);
  const found = managedPermissions().filter(
    (permission) =>
      (type ?? permission.type) === permission.type &&
      kind !== 'CUSTOMER_MANAGED' &&
      (status ?? 'ATTACHABLE') === 'ATTACHABLE',
  );
  return paged(request, 'permissions', found.map(permissionView));
}

/** GetPermission. */
export function getPermission(request: Request): unknown {
  const permission = named(request);
  const { actions } = permission;
  const policy =
    actions === undefined ? {} : { permission: JSON.stringify({ Effect: 'Allow', Action: actions }) };
  return { permission: { ...permissionView(permission), ...policy } };
}

/** ListPermissionVersions: only the version that is the default is kept. */
export function listPermissionVersions(request: Request): unknown {
  return paged(request, 'permissions', [permissionView(named(request))]);
}

/** ListPermissionAssociations: which of the account's shares have which permission. */
export function listPermissionAssociations(request: Request): unknown {
  const [arn, type, share] = ['permissionArn', 'resourceType', 'resourceShareArn'].map(request.text);
  const found = ownShares(request)
    .filter((one) => one.status === 'ACTIVE' && (share ?? one.arn) === one.arn)
    .flatMap((one) =>
      permissionsOf(one)
        .filter(
          (permission) =>
            (arn ?? arnOfPermission(permission)) === arnOfPermission(permission) &&
            (type ?? permission.type) === permission.type,
        )
        .map((permission) => ({
          arn: arnOfPermission(permission),
          permissionVersion: permission.version,
          defaultVersion: true,
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
  const permission = named(request);
  const [arn, before] = [arnOfPermission(permission), share.permissions[permission.type]];
  if (before !== undefined && before !== arn && request.flag('replace') !== true)
    throw refusal('ram/one-permission', `${share.arn} has ${before}`);
  share.permissions[permission.type] = arn;
  return answered(request, { returnValue: true });
}

/** DisassociateResourceSharePermission. */
export function disassociatePermission(request: Request): unknown {
  const share = changeableShare(request, request.required('resourceShareArn'));
  const permission = named(request);
  const using = sharedResources(request.world, share).find(
    ({ entity }) => typeOfArn(entity) === permission.type,
  );
  if (using !== undefined) throw refusal('ram/permission-in-use', `${share.arn} has ${using.entity}`);
  if (share.permissions[permission.type] === arnOfPermission(permission))
    delete share.permissions[permission.type];
  return answered(request, { returnValue: true });
}

function named(request: Request): Permission {
  const arn = request.required('permissionArn');
  demandArn(arn);
  const permission = permissionOfArn(arn);
  if (permission === undefined) throw refusal('ram/unknown-permission', arn);
  return permission;
}
