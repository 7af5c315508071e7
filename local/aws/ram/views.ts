import type { World } from '../world';
import { arnOfPermission, managedPermissions, type Permission } from './catalog';
import { associationsOf } from './reach';
import { ramPart, type Association, type Invitation, type Share } from './state';

/** A share as an account sees it: tags are the owner's own. */
export function shareView(share: Share, account: string): unknown {
  return {
    resourceShareArn: share.arn,
    name: share.name,
    owningAccountId: share.owner,
    allowExternalPrincipals: share.allowExternalPrincipals,
    status: share.status,
    ...(share.owner === account ? { tags: share.tags } : {}),
    creationTime: share.createdAt,
    lastUpdatedTime: share.updatedAt,
    featureSet: 'STANDARD',
  };
}

export function associationView(association: Association, share: Share): unknown {
  return {
    resourceShareArn: share.arn,
    resourceShareName: share.name,
    associatedEntity: association.entity,
    associationType: association.type,
    status: association.status,
    creationTime: association.createdAt,
    lastUpdatedTime: association.updatedAt,
    external: association.external,
  };
}

export function invitationView(world: World, invitation: Invitation): unknown {
  const share = world.part(ramPart).shares.find(({ arn }) => arn === invitation.share);
  return {
    resourceShareInvitationArn: invitation.arn,
    resourceShareArn: invitation.share,
    resourceShareName: share?.name,
    senderAccountId: share?.owner,
    receiverAccountId: invitation.receiver,
    invitationTimestamp: invitation.sentAt,
    status: invitation.status,
  };
}

/** A resource of a share. */
export function resourceView(association: Association, type: string): unknown {
  return {
    arn: association.entity,
    type,
    resourceShareArn: association.share,
    status: 'AVAILABLE',
    creationTime: association.createdAt,
    lastUpdatedTime: association.updatedAt,
    resourceRegionScope: 'REGIONAL',
  };
}

export function permissionView(permission: Permission): Record<string, unknown> {
  return {
    arn: arnOfPermission(permission),
    version: permission.version,
    defaultVersion: true,
    name: permission.name,
    resourceType: permission.type,
    status: 'ATTACHABLE',
    creationTime: permissionsSince,
    lastUpdatedTime: permissionsSince,
    isResourceTypeDefault: permission.standard,
    permissionType: 'AWS_MANAGED',
    featureSet: 'STANDARD',
  };
}

/** The permissions of a share. */
export function permissionsOf(share: Share): readonly Permission[] {
  const attached = new Set(Object.values(share.permissions));
  return managedPermissions().filter((permission) => attached.has(arnOfPermission(permission)));
}

/** The resources in a share. */
export function sharedResources(world: World, share: Share): readonly Association[] {
  return associationsOf(world, share).filter(
    ({ type, status }) => type === 'RESOURCE' && status === 'ASSOCIATED',
  );
}

/** 2020-01-01: permissions that AWS manages are older than any share. */
const permissionsSince = 1_577_836_800;
