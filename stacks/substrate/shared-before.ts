import type { ITerraformDependable } from 'cdktf';
import type { MeshStack } from '../mesh-stack';

/** What must exist before a member can use what the owner shares; nothing for the owner itself. */
export const sharedBefore = ({ built }: MeshStack): readonly ITerraformDependable[] =>
  built.shareAcceptance === undefined ? [] : [built.shareAcceptance];
