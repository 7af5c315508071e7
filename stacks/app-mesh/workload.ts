import { defined } from '../../core/base/properties';
import { VirtualNode } from '../../modules/app-mesh/virtual-node';
import { expectedCallees } from '../expected-callees';
import { discoveryService } from '../substrate/discovery';
import { partOf, securityGroup } from '../substrate/security-group';
import type { Builder } from './builder';
import { envoyPolicy } from './envoy-policy';
import { meshMemberOf, tlsReferencesOf } from './mesh-object';

/** The node with what its proxy needs; a controller makes the node of what runs on its cluster, and nothing else. */
export const workload: Builder<'workload'> = (context, { workload: key }) => {
  const { stack, specs, built } = context;
  const spec = specs.node(key);
  const part = partOf(stack, spec);
  securityGroup(stack, spec);
  const service = discoveryService(stack, spec);
  const services = spec.backends.map((backend) => backend.service);
  const references = tlsReferencesOf(context, spec);
  if (specs.owners.workloads[key] !== undefined) return envoyPolicy(stack, spec, references);
  const node = new VirtualNode(part, 'node', {
    ...meshMemberOf(context),
    preconditions: expectedCallees(stack, key, services),
    spec,
    references,
    ...defined({ serviceName: service?.serviceName }),
  });
  built.nodes.set(key, node.nodeName);
  envoyPolicy(stack, spec, references, node.resource);
};
