import type { ITerraformDependable } from 'cdktf';
import type { MeshStack } from '../mesh-stack';

/** What lets a member use what the owner shares: the owner needs nothing. */
export const sharedBefore = ({ made }: MeshStack): readonly ITerraformDependable[] =>
  made.shareAcceptance === undefined ? [] : [made.shareAcceptance];
