import { isOfPartition } from '../arn';
import { refusal } from '../rules';
import type { World } from '../world';
import { typeOfArn } from './catalog';
import { attach, standardPermission } from './permission';
import { inOneOrganization, isMember } from './reach';
import { demandArn, type Request } from './request';
import { sourceTypeOf } from './sources';
import { ramPart, type Association, type Share } from './state';

const account = /^\d{12}$/;
const organization = /^arn:[a-z-]+:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}$/;
const unit = /^arn:[a-z-]+:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9-]+$/;

/** What is to come into a share, checked: nothing of it is refused any more. */
export interface Joining {
  readonly type: Association['type'];
  readonly entity: string;
  readonly external: boolean;
}

/** Checks resources for a share of this owner. */
export function joiningResources(world: World, owner: string, arns: readonly string[]): readonly Joining[] {
  return arns.map((arn) => {
    demandArn(arn);
    if (typeOfArn(arn) === undefined) throw refusal('ram/shareable', arn);
    if (arn.split(':')[4] !== owner) throw refusal('ram/own-resources', arn);
    if (world.lacks(arn)) throw refusal('ram/resource-exists', arn);
    return { type: 'RESOURCE', entity: arn, external: false };
  });
}

/** The account that shares, and where. */
type Owner = Pick<Request, 'world' | 'region' | 'account'>;

/** Checks principals for a share of this owner. */
export function joiningPrincipals(
  owner: Owner,
  allowExternal: boolean,
  principals: readonly string[],
): readonly Joining[] {
  return principals.map((entity) => {
    const external = isExternal(owner, entity);
    if (external && !allowExternal) throw refusal('ram/external', entity);
    return { type: 'PRINCIPAL', entity, external };
  });
}

/** Checks from where services may use a share. */
export function joiningSources(sources: readonly string[]): readonly Joining[] {
  return sources.map((entity) => {
    if (sourceTypeOf(entity) === undefined) throw refusal('ram/source', `"${entity}"`);
    return { type: 'SOURCE', entity, external: false };
  });
}

/** Puts what was checked into a share. An account outside gets an invitation first. */
export function join(world: World, share: Share, joining: readonly Joining[]): readonly Association[] {
  share.updatedAt = world.now();
  return joining.map((one) => {
    const type = one.type === 'RESOURCE' ? typeOfArn(one.entity) : undefined;
    const standard = type === undefined ? undefined : standardPermission(type, share.region);
    if (standard !== undefined && share.permissions[standard.type] === undefined) attach(share, standard);
    return joined(world, share, one);
  });
}

function joined(world: World, share: Share, { type, entity, external }: Joining): Association {
  const { associations, invitations } = world.part(ramPart);
  const now = world.now();
  const known = associations.find(
    (one) => one.share === share.arn && one.type === type && one.entity === entity,
  );
  if (known?.status === 'ASSOCIATED' || known?.status === 'ASSOCIATING') return known;
  const status = external ? 'ASSOCIATING' : 'ASSOCIATED';
  if (external) {
    const arn = `${share.arn.replace(/:resource-share\/.*/, '')}:resource-share-invitation/${world.newId()}`;
    invitations.push({ arn, share: share.arn, receiver: entity, sentAt: now, status: 'PENDING' });
  }
  if (known !== undefined) return Object.assign(known, { status, external, updatedAt: now });
  const added: Association = {
    share: share.arn,
    type,
    entity,
    status,
    external,
    createdAt: now,
    updatedAt: now,
  };
  associations.push(added);
  return added;
}

function isExternal({ world, region, account: owner }: Owner, entity: string): boolean {
  if (account.test(entity)) return entity !== owner && !inOneOrganization(world, owner, entity);
  const [isOrganization, isUnit] = [organization, unit].map(
    (form) => form.test(entity) && isOfPartition(region, entity),
  );
  const known =
    (isOrganization && entity.endsWith(`/${world.organization?.id ?? ''}`)) ||
    (isUnit && world.organization?.units?.[entity] !== undefined);
  if (!isOrganization && !isUnit) throw refusal('ram/principal', `"${entity}"`);
  if (!known || !isMember(world, owner) || !world.part(ramPart).organizationSharing)
    throw refusal('ram/organization-sharing', entity);
  return false;
}
