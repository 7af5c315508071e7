import type { StackKind } from './plan';

/**
 * How many resources Terraform changes together. It asks once for a token of EKS, which is accepted for 15 minutes, and each
 * Deployment waits for its rollout: they all begin within that time.
 */
const PARALLELISM: Readonly<Partial<Record<StackKind, number>>> = { kubernetes: 50 };

/** The arguments of `terraform apply` that a stack of a kind needs besides. Absent kind: none. */
export function parallelismOf(kind: StackKind | undefined): readonly string[] {
  const count = kind === undefined ? undefined : PARALLELISM[kind];
  return count === undefined ? [] : [`-parallelism=${count}`];
}
