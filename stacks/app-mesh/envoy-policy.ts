import type { TerraformResource } from 'cdktf';
import { proxyPolicyArnValue, proxyResourceArnValue } from '../../core/dataplane/app-mesh/assets/contents';
import { EnvoyPolicy } from '../../modules/app-mesh/envoy-policy';
import type { TlsReferences } from '../../modules/app-mesh/tls';
import type { MeshStack } from '../mesh-stack';
import { partOf } from '../substrate/security-group';
import type { GatewaySpec, NodeSpec } from './context';

/**
 * The policy for the role that runs the party's proxy.
 * @param resource the party's own: its ARN is known before, but is an output only once it exists
 */
export function envoyPolicy(
  stack: MeshStack,
  party: NodeSpec | GatewaySpec,
  { certificates, authorities }: TlsReferences,
  resource: TerraformResource,
): void {
  const { topology } = stack.site;
  const { envoy, key } = party;
  const { policyArn } = new EnvoyPolicy(partOf(stack, party), 'envoy', {
    name: policyNameOf(topology.mesh.name, key, topology.region),
    resourceArn: envoy.resourceArn,
    certificateArns: envoy.certificates.flatMap((certificate) => {
      const reference = certificates[certificate];
      return reference?.kind === 'acm' ? [reference.arn] : [];
    }),
    authorityArns: envoy.authorities.flatMap((authority) => authorities[authority] ?? []),
  });
  stack.wiring.output(proxyPolicyArnValue(key), policyArn);
  stack.wiring.output(proxyResourceArnValue(key), envoy.resourceArn);
  stack.wiring.outputAfter(proxyResourceArnValue(key), resource);
}

/** IAM's limit (IAM user guide, "IAM and AWS STS quotas"). */
const POLICY_NAME = 128;

/** Names of policies are global, but meshes are regional. Where it would be too long, the mesh's name is shortened. */
function policyNameOf(mesh: string, party: string, region: string): string {
  const rest = `-${party}-envoy-${region}`;
  return `${mesh.slice(0, POLICY_NAME - rest.length)}${rest}`;
}
