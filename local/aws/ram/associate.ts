import { refusal } from '../rules';
import type { World } from '../world';
import { typeOfArn } from './catalog';
import { attach, standardPermission } from './permission';
import { accountIn } from './identity';
import { isExternal } from './principals';
import { demandArn, type Request } from './request';
import { sourceTypeOf } from './sources';
import { ramPart, type Association, type Share } from './state';

/** What is added to a share, after all checks. */
export interface Joining {
  readonly type: Association['type'];
  readonly entity: string;
  readonly external: boolean;
}

/** Checks resources for a share of this owner. */
export function joiningResources(
  { world, account: owner, absent }: Pick<Request, 'world' | 'account' | 'absent'>,
  arns: readonly string[],
): readonly Joining[] {
  return arns.map((arn) => {
    demandArn(arn);
    if (typeOfArn(arn) === undefined) throw refusal('ram/shareable', arn);
    if (arn.split(':')[4] !== owner) throw refusal('ram/own-resources', arn);
    if (world.lacks(arn) || absent.has(arn)) throw refusal('ram/resource-exists', arn);
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
    const external = isExternal(owner.world, owner.region, owner.account, entity);
    if (external && !allowExternal) throw refusal('ram/external', entity);
    return { type: 'PRINCIPAL', entity, external };
  });
}

/** Checks the sources from which services may use a share. */
export function joiningSources(sources: readonly string[]): readonly Joining[] {
  return sources.map((entity) => {
    if (sourceTypeOf(entity) === undefined) throw refusal('ram/source', `"${entity}"`);
    return { type: 'SOURCE', entity, external: false };
  });
}

/** Adds what was checked to a share. An account outside the organization gets an invitation first. */
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
    const receiver = accountIn(entity) ?? entity;
    const whom = receiver === entity ? {} : { entity };
    invitations.push({ arn, share: share.arn, receiver, ...whom, sentAt: now, status: 'PENDING' });
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
