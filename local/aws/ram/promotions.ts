import { refusal } from '../rules';
import { namedPermission } from './permission';
import type { Request } from './request';
import { changeableShare } from './shares';

// Both are for what RAM makes by itself of a policy that somebody attached to a resource. No service of the local AWS
// tells RAM of such policies: all that there is was made through RAM, and AWS promotes none of that.

/** PromotePermissionCreatedFromPolicy. */
export function promotePermission(request: Request): never {
  const { arn } = namedPermission(request, request.required('permissionArn'));
  throw refusal('ram/promote-permission', arn);
}

/** PromoteResourceShareCreatedFromPolicy. */
export function promoteShare(request: Request): never {
  const { arn } = changeableShare(request, request.required('resourceShareArn'));
  throw refusal('ram/promote-share', arn);
}
