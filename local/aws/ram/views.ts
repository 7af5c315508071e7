import { defined } from '../../../core/base/properties';
import type { World } from '../world';
import type { Permission } from './permission';
import { associationsOf } from './reach';
import { ramPart, type Association, type Invitation, type Share } from './state';

/** A share as returned to an account: only the owner gets the tags. */
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

/** A version of a permission as returned to an account: only the owner gets the tags. */
export function permissionView(permission: Permission, account: string): Record<string, unknown> {
  const { arn, version, name, type, kind, isDefault, standard, tags, createdAt, updatedAt } = permission;
  return {
    arn,
    version,
    defaultVersion: isDefault,
    name,
    resourceType: type,
    // The status of a version that is no longer the default is assumed.
    status: isDefault ? 'ATTACHABLE' : 'UNATTACHABLE',
    creationTime: createdAt,
    lastUpdatedTime: updatedAt,
    isResourceTypeDefault: standard,
    permissionType: kind,
    featureSet: 'STANDARD',
    ...(arn.split(':')[4] === account ? { tags } : {}),
  };
}

/** The same, with what it allows. */
export function permissionDetail(permission: Permission, account: string): Record<string, unknown> {
  const { policy } = permission;
  return { ...permissionView(permission, account), ...defined({ permission: policy }) };
}

/** The resources in a share. */
export function sharedResources(world: World, share: Share): readonly Association[] {
  return associationsOf(world, share).filter(
    ({ type, status }) => type === 'RESOURCE' && status === 'ASSOCIATED',
  );
}
