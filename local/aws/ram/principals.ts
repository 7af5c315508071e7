import { isOfPartition } from '../arn';
import { refusal } from '../rules';
import type { World } from '../world';
import { accountIn } from './identity';
import { inOneOrganization, isMember } from './reach';
import { ramPart } from './state';

const account = /^\d{12}$/;
const organization = /^arn:[a-z-]+:organizations::\d{12}:organization\/o-[a-z0-9]{10,32}$/;
const unit = /^arn:[a-z-]+:organizations::\d{12}:ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9-]+$/;

/**
 * Whether a principal is outside of the organization that its owner shares within, so that it has to accept first.
 * @throws where it is not a principal, or is an organization or unit that the owner can't share with
 */
export function isExternal(world: World, region: string, owner: string, principal: string): boolean {
  const its = accountIn(principal);
  const isArn = !account.test(principal);
  if (its !== undefined && (!isArn || isOfPartition(region, principal)))
    return its !== owner && !inOneOrganization(world, owner, its);
  const [isOrganization, isUnit] = [organization, unit].map(
    (form) => form.test(principal) && isOfPartition(region, principal),
  );
  if (!isOrganization && !isUnit) throw refusal('ram/principal', `"${principal}"`);
  const known =
    (isOrganization && principal.endsWith(`/${world.organization?.id ?? ''}`)) ||
    (isUnit && world.organization?.units?.[principal] !== undefined);
  if (!known || !isMember(world, owner) || !world.part(ramPart).organizationSharing)
    throw refusal('ram/organization-sharing', principal);
  return false;
}
