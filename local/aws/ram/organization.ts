import { refusal } from '../rules';
import type { Request } from './request';
import { ramPart } from './state';

/** EnableSharingWithAwsOrganization: from then on, members get shares of one another without an invitation. */
export function enableOrganizationSharing({ world, account }: Request): unknown {
  if (world.organization?.managementAccount !== account)
    throw refusal('ram/management-account', `account ${account}`);
  world.part(ramPart).organizationSharing = true;
  return { returnValue: true };
}
