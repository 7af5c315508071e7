import { arnIn } from '../arn';
import { refusal } from '../rules';
import type { World } from '../world';
import { resourceTypes } from './catalog';
import { namedPermission, ownPermission } from './permission';
import { demandTemplate } from './policy-template';
import { answered, type Request } from './request';
import { ramPart, type CustomerPermission } from './state';
import { merged, tagsIn } from './tags';
import { permissionDetail, permissionView } from './views';

/** The most versions of a permission. */
const mostVersions = 5;

/** CreatePermission. It exists in one region. */
export function createPermission(request: Request): unknown {
  const { world, region, account, input } = request;
  const { permissions } = world.part(ramPart);
  const [name, type] = [request.required('name'), request.required('resourceType')] as const;
  const policy = request.required('policyTemplate');
  const arn = arnIn(region, 'ram', account, `permission/${name}`);
  demandType(type);
  demandTemplate(policy, type);
  if (permissions.some((one) => one.arn === arn)) throw refusal('ram/permission-name', arn);
  const now = world.now();
  permissions.push({
    arn,
    name,
    type,
    versions: [{ number: 1, policy, createdAt: now }],
    defaultVersion: 1,
    lastVersion: 1,
    tags: merged([], tagsIn(input)),
    createdAt: now,
    updatedAt: now,
  });
  return answered(request, { permission: permissionView(namedPermission(request, arn), account) });
}

/** CreatePermissionVersion: it becomes the default. Shares keep the version that they have. */
export function createPermissionVersion(request: Request): unknown {
  const { world, account } = request;
  const permission = ownPermission(request, request.required('permissionArn'));
  const policy = request.required('policyTemplate');
  demandTemplate(policy, permission.type);
  if (permission.versions.length >= mostVersions) throw refusal('ram/most-versions', permission.arn);
  const [now, number] = [world.now(), permission.lastVersion + 1];
  permission.versions = [...permission.versions, { number, policy, createdAt: now }];
  Object.assign(permission, { defaultVersion: number, lastVersion: number, updatedAt: now });
  return answered(request, {
    permission: permissionDetail(namedPermission(request, permission.arn), account),
  });
}

/** SetDefaultPermissionVersion. Shares keep the version that they have. */
export function setDefaultVersion(request: Request): unknown {
  const permission = ownPermission(request, request.required('permissionArn'));
  permission.defaultVersion = versionIn(request, permission);
  permission.updatedAt = request.world.now();
  return answered(request, { returnValue: true });
}

/** DeletePermission, with all its versions, at once. */
export function deletePermission(request: Request): unknown {
  const { world } = request;
  const permission = ownPermission(request, request.required('permissionArn'));
  const [holder] = holdersOf(world, permission.arn);
  if (holder !== undefined) throw refusal('ram/permission-attached', `${permission.arn}, in ${holder}`);
  const state = world.part(ramPart);
  state.permissions = state.permissions.filter((one) => one !== permission);
  return answered(request, { returnValue: true, permissionStatus: 'DELETED' });
}

/** DeletePermissionVersion, at once. */
export function deletePermissionVersion(request: Request): unknown {
  const { world } = request;
  const permission = ownPermission(request, request.required('permissionArn'));
  const number = versionIn(request, permission);
  const subject = `version ${number} of ${permission.arn}`;
  if (number === permission.defaultVersion) throw refusal('ram/default-stays', subject);
  const [holder] = holdersOf(world, permission.arn, String(number));
  if (holder !== undefined) throw refusal('ram/version-attached', `${subject}, in ${holder}`);
  permission.versions = permission.versions.filter((one) => one.number !== number);
  permission.updatedAt = world.now();
  return answered(request, { returnValue: true, permissionStatus: 'DELETED' });
}

function versionIn(request: Request, permission: CustomerPermission): number {
  const number = request.number('permissionVersion') ?? 0;
  if (!permission.versions.some((version) => version.number === number))
    throw refusal('ram/unknown-version', `version ${number} of ${permission.arn}`);
  return number;
}

/** The shares that have a permission, in some version or any. */
function holdersOf(world: World, arn: string, version?: string): readonly string[] {
  return world
    .part(ramPart)
    .shares.filter(
      ({ status, permissions }) =>
        status === 'ACTIVE' &&
        Object.values(permissions).some(
          (one) => one.arn === arn && (version === undefined || one.version === version),
        ),
    )
    .map((share) => share.arn);
}

function demandType(type: string): void {
  if (!resourceTypes().some(({ resourceType }) => resourceType === type))
    throw refusal('ram/permission-type', `"${type}"`);
}
