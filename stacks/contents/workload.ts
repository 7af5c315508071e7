import { EnvoyPolicy } from '../../modules/app-mesh/envoy-policy';
import { VirtualNode } from '../../modules/app-mesh/virtual-node';
import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import type { MeshStack } from '../mesh-stack';
import type { Builder } from '../walk';
import { expectedCallees, meshMemberOf, tlsReferencesOf } from './mesh-object';
import { partNameOf, securityGroup } from './security-group';

type Party = MeshStack['site']['lowered']['parties'][number];

export const workload: Builder<'workload'> = (stack, { workload: key }) => {
  const spec = stack.site.lowered.nodes.find((node) => node.key === key);
  if (spec === undefined) throw new Error(`no virtual node for workload "${key}"`);
  const part = stack.part(partNameOf(spec));
  securityGroup(stack, spec);
  const { discovery, account } = spec;
  const service =
    discovery.kind === 'cloud-map' && discovery.create
      ? new DiscoveryService(part, 'discovery', {
          name: discovery.service,
          namespaceId: stack.wiring.of({ kind: 'namespace-id', account }),
        })
      : undefined;
  const services = spec.backends.map((backend) => backend.service);
  const node = new VirtualNode(part, 'node', {
    ...meshMemberOf(stack),
    preconditions: expectedCallees(stack, key, services),
    spec,
    references: tlsReferencesOf(stack),
    ...(service === undefined ? {} : { serviceName: service.serviceName }),
  });
  stack.made.nodes.set(key, node.nodeName);
  envoyPolicy(stack, spec);
};

/** The policy of whichever role runs the party's proxy. */
export function envoyPolicy(stack: MeshStack, party: Party): void {
  const { topology } = stack.site;
  const { certificates, authorities } = tlsReferencesOf(stack);
  const { envoy, key } = party;
  new EnvoyPolicy(stack.part(partNameOf(party)), 'envoy', {
    name: policyNameOf(topology.mesh.name, key, topology.region),
    resourceArn: envoy.resourceArn,
    certificateArns: envoy.certificates.flatMap((certificate) => {
      const reference = certificates[certificate];
      return reference?.kind === 'acm' ? [reference.arn] : [];
    }),
    authorityArns: envoy.authorities.flatMap((authority) => authorities[authority] ?? []),
  });
}

/** IAM's limit (IAM user guide, "IAM and AWS STS quotas"). */
const POLICY_NAME = 128;

/** Names of policies know no region, but meshes do. Where it would be too long, the mesh's name gives way. */
function policyNameOf(mesh: string, party: string, region: string): string {
  const rest = `-${party}-envoy-${region}`;
  return `${mesh.slice(0, POLICY_NAME - rest.length)}${rest}`;
}
