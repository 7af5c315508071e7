/** IAM's limit (IAM user guide, "IAM and AWS STS quotas"). */
const POLICY_NAME = 128;

/**
 * The name of a policy of a mesh. Names of policies are global, but meshes are regional. Where it would be too long, the
 * mesh's name is shortened.
 */
export function policyNameOf(
  { mesh, region }: { readonly mesh: { readonly name: string }; readonly region: string },
  what: string,
): string {
  const rest = `-${what}-${region}`;
  return `${mesh.name.slice(0, POLICY_NAME - rest.length)}${rest}`;
}
