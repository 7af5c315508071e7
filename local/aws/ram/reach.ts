import type { World } from '../world';
import { accountIn } from './identity';
import { ramPart, type Association, type Share } from './state';

/** Whether an account gets a resource by any share. */
export function isSharedWith(world: World, resourceArn: string, account: string): boolean {
  const { shares, associations } = world.part(ramPart);
  return associations.some(({ type, entity, status, share: arn }) => {
    if (type !== 'RESOURCE' || entity !== resourceArn || status !== 'ASSOCIATED') return false;
    const share = shares.find((one) => one.arn === arn);
    return share !== undefined && reaches(world, share, account);
  });
}

/** Whether an account is an associated principal of another account's share. */
export function reaches(world: World, share: Share, account: string): boolean {
  if (share.status !== 'ACTIVE' || share.owner === account) return false;
  return principalsOf(world, share).some((entity) => covers(world, entity, account));
}

/** Whether an account has a share directly, rather than through its organization. */
export function reachesByName(world: World, share: Share, account: string): boolean {
  return principalsOf(world, share).includes(account);
}

/** The associations of a share. */
export function associationsOf(world: World, share: Share): readonly Association[] {
  return world.part(ramPart).associations.filter((association) => association.share === share.arn);
}

/** Whether sharing is enabled in an organization that has both accounts. */
export function inOneOrganization(world: World, one: string, other: string): boolean {
  return world.part(ramPart).organizationSharing && isMember(world, one) && isMember(world, other);
}

/** Whether the world's organization has this account. */
export function isMember({ organization }: World, account: string): boolean {
  return (
    organization !== undefined &&
    (organization.managementAccount === account || organization.accounts.includes(account))
  );
}

function principalsOf(world: World, share: Share): readonly string[] {
  return associationsOf(world, share).flatMap(({ type, status, entity }) =>
    type === 'PRINCIPAL' && status === 'ASSOCIATED' ? [entity] : [],
  );
}

function covers(world: World, principal: string, account: string): boolean {
  // Any identity of a role's or user's account may: the local AWS does not distinguish them.
  const its = accountIn(principal);
  if (its !== undefined) return its === account;
  if (!world.part(ramPart).organizationSharing) return false;
  const unit = world.organization?.units?.[principal];
  if (principal.includes(':ou/')) return unit?.includes(account) === true;
  return principal.endsWith(`/${world.organization?.id ?? ''}`) && isMember(world, account);
}
