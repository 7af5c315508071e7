import { VirtualNode } from '../../modules/app-mesh/virtual-node';
import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import { partNameOf, securityGroup } from '../substrate/security-group';
import type { Builder } from './builder';
import { envoyPolicy } from './envoy-policy';
import { expectedCallees, meshMemberOf, tlsReferencesOf } from './mesh-object';

export const workload: Builder<'workload'> = (context, { workload: key }) => {
  const { stack, specs, made } = context;
  const spec = specs.node(key);
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
  const references = tlsReferencesOf(context, spec);
  const node = new VirtualNode(part, 'node', {
    ...meshMemberOf(context),
    preconditions: expectedCallees(context, key, services),
    spec,
    references,
    ...(service === undefined ? {} : { serviceName: service.serviceName }),
  });
  made.nodes.set(key, node.nodeName);
  envoyPolicy(stack, spec, references);
};
