import type { CreatePermissionCommandInput } from '@aws-sdk/client-ram';
import { newName, type Stage } from './stage';

export const meshType = 'appmesh:Mesh';
export const standardOfMeshes = 'arn:aws:ram::aws:permission/AWSRAMDefaultPermissionAppMesh';

/** A policy template that allows actions on a mesh. */
export const templateOf = (...actions: readonly string[]): string =>
  JSON.stringify({ Effect: 'Allow', Action: actions.map((action) => `appmesh:${action}`) });
export const reading = templateOf('DescribeMesh', 'ListVirtualServices');
export const writing = templateOf('CreateVirtualNode');

/** A permission of the owner, for meshes where nothing else is said. */
export async function newPermission(
  { owner }: Stage,
  contents: Partial<CreatePermissionCommandInput> = {},
): Promise<string> {
  const asked = { name: newName(), resourceType: meshType, policyTemplate: reading, ...contents };
  const { permission } = await owner.ram.createPermission(asked);
  return permission?.arn ?? '';
}

/** Its next version, which becomes the default. */
export const newVersion = ({ owner }: Stage, permissionArn: string) =>
  owner.ram.createPermissionVersion({ permissionArn, policyTemplate: writing });

/** A share of the owner that has permissions, and nothing else. */
export async function shareWith({ owner }: Stage, ...permissionArns: readonly string[]): Promise<string> {
  const { resourceShare } = await owner.ram.createResourceShare({
    name: newName(),
    permissionArns: [...permissionArns],
  });
  return resourceShare?.resourceShareArn ?? '';
}

/** The permissions of a share, as `ARN version`. */
export async function attachedTo({ owner }: Stage, resourceShareArn: string): Promise<readonly string[]> {
  const { permissions = [] } = await owner.ram.listResourceSharePermissions({ resourceShareArn });
  return permissions.map(({ arn, version }) => `${arn} ${version}`);
}

/** The versions of a permission, the default with a star. */
export async function versionsOf({ owner }: Stage, permissionArn: string): Promise<readonly string[]> {
  const { permissions = [] } = await owner.ram.listPermissionVersions({ permissionArn });
  return permissions.map(({ version, defaultVersion }) => `${version}${defaultVersion === true ? '*' : ''}`);
}
