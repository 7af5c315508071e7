import { hashOf } from '../../base/hash';

/** IAM's limit for names of roles (IAM user guide, "IAM and AWS STS quotas"). */
const ROLE_NAME = 64;
/** ECS's limit for names of services and families (API, `CreateService` and `RegisterTaskDefinition`). */
const SERVICE_NAME = 255;

const HASH_DIGITS = 8;

/** A text of at most so many characters: of a longer one the beginning, and what distinguishes it from others. */
function within(text: string, most: number): string {
  if (text.length <= most) return text;
  const hash = hashOf(text).toString(16).padStart(16, '0').slice(0, HASH_DIGITS);
  return `${text.slice(0, most - HASH_DIGITS - 1)}-${hash}`;
}

/** The name of a task's service and of the family of its definitions. */
export const taskNameOf = (mesh: string, key: string): string => within(`${mesh}-${key}`, SERVICE_NAME);

/**
 * Whose role it is, of a task: `task` what its containers may do, `start` what ECS may do to start it; `pod` of a pod; of a
 * cluster of EKS: `cluster` its control plane, `nodes`, `network` what gives pods their addresses, `registrar` what registers them, `issuer` what has certificates issued.
 */
export type RoleOwner =
  | 'task'
  | 'start'
  | 'pod'
  | 'cluster'
  | 'nodes'
  | 'network'
  | 'registrar'
  | 'issuer'
  | 'controller';

/**
 * The name of a role. Names of roles are the same in all regions, but meshes are regional.
 * @param key of the workload, gateway, store or cluster
 */
export const roleNameOf = (
  { mesh, region }: { readonly mesh: { readonly name: string }; readonly region: string },
  key: string,
  whose: RoleOwner,
): string => within(`${mesh.name}-${key}-${whose}-${region}`, ROLE_NAME);
