import type { Precondition, ITerraformDependable } from 'cdktf';
import { defined } from '../../core/base/properties';

/** What every object in a mesh needs to know. */
export interface MeshObjectProps {
  readonly meshName: string;
  /** Account id of the mesh's owner, where another account creates the object. */
  readonly meshOwner?: string;
  /** What must exist before the account can use the mesh. */
  readonly after: readonly ITerraformDependable[];
  /** Conditions that Terraform checks before it plans the object. */
  readonly preconditions?: readonly Precondition[];
}

interface Lifecycle {
  readonly createBeforeDestroy?: boolean;
}

/** The arguments that all objects of a mesh have in common. */
export function meshArgumentsOf(props: MeshObjectProps, lifecycle: Lifecycle = {}) {
  const { meshName, meshOwner, after, preconditions = [] } = props;
  const whole = defined({
    ...lifecycle,
    precondition: preconditions.length > 0 ? [...preconditions] : undefined,
  });
  return defined({
    meshName,
    meshOwner,
    dependsOn: after.length > 0 ? [...after] : undefined,
    lifecycle: Object.keys(whole).length > 0 ? whole : undefined,
  });
}
