import { parallelismOf, type StackKind } from '../../planner';

/** Everything that a job needs besides Terraform is in the lock file; peers are only for programs that use cdktf. */
export const INSTALL = 'npm ci --omit=peer';

export const INIT = 'terraform init -input=false';

/**
 * Plans a stack on a pull request, in any POSIX shell. It takes no lock: the role that plans cannot write one. What a
 * stack reads of one that is not applied yet does not exist: that is no mistake of the pull request.
 */
export const PLAN = `status=0
terraform plan -input=false -lock=false -no-color >plan.txt 2>&1 || status=$?
cat plan.txt
if [ "$status" -ne 0 ] && grep -qE 'Unable to find remote state|Unsupported attribute' plan.txt; then
  echo "reads values of stacks that are not applied yet: it is planned after them"
  exit 0
fi
exit "$status"
`;

/** Applies a stack of a kind: exactly what it printed as its plan. */
export const applyOf = (kind: StackKind): string => `terraform plan -input=false -out=tfplan
${['terraform apply -input=false', ...parallelismOf(kind), 'tfplan'].join(' ')}
`;
