import { refusal } from '../rules';
import { namedPermission } from './permission';
import type { Request } from './request';
import { changeableShare } from './shares';

// Both are for what RAM itself creates from a policy that was attached to a resource. No service of the local AWS reports
// such policies to RAM: everything was created through RAM, and AWS does not promote that.

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
