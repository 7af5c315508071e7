import type { TerraformResource } from 'cdktf';
import { proxyResourceArnValue } from '../../core/dataplane/app-mesh/assets/contents';
import { proxyPolicyArnValue } from '../../core/planner';
import { EnvoyPolicy } from '../../modules/app-mesh/envoy-policy';
import type { TlsReferences } from '../../modules/app-mesh/tls';
import type { MeshStack } from '../mesh-stack';
import { policyNameOf } from '../substrate/policy-name';
import { partOf } from '../substrate/security-group';
import type { GatewaySpec, NodeSpec } from './context';

/**
 * The policy for the role that runs the party's proxy.
 * @param resource the party's own: its ARN is known before, but is an output only once it exists. Absent: a controller
 * makes it
 */
export function envoyPolicy(
  stack: MeshStack,
  party: NodeSpec | GatewaySpec,
  { certificates, authorities }: TlsReferences,
  resource?: TerraformResource,
): void {
  const { topology } = stack.site;
  const { envoy, key } = party;
  const { policyArn } = new EnvoyPolicy(partOf(stack, party), 'envoy', {
    name: policyNameOf(topology, `${key}-envoy`),
    resourceArn: envoy.resourceArn,
    certificateArns: envoy.certificates.flatMap((certificate) => {
      const reference = certificates[certificate];
      return reference?.kind === 'acm' ? [reference.arn] : [];
    }),
    authorityArns: envoy.authorities.flatMap((authority) => authorities[authority] ?? []),
  });
  stack.wiring.output(proxyPolicyArnValue(key), policyArn);
  stack.wiring.output(proxyResourceArnValue(key), envoy.resourceArn);
  if (resource !== undefined) stack.wiring.outputAfter(proxyResourceArnValue(key), resource);
}
