import { serviceArnValue, serviceNameValue } from '../../core/dataplane/app-mesh/assets/contents';
import { zoneNameOf } from '../../core/dataplane/service-names';
import { at } from '../../core/topology';
import { VirtualService, type VirtualServiceProps } from '../../modules/app-mesh/virtual-service';
import { noServiceRecord, servicePart, serviceRecord } from '../substrate/service-record';
import type { Builder } from './builder';
import type { AppMeshStack, ServiceSpec } from './context';
import { meshObjectOf } from './mesh-object';
import { nodeNameOf, routerNameOf } from './names';

/** Of the block for documentation (RFC 5737): a request that bypasses the proxy reaches no host. */
const PLACEHOLDER_ADDRESS = '192.0.2.1';

export const service: Builder<'service'> = (context, { service: key }) => {
  const { stack, specs, built } = context;
  const spec = specs.service(key);
  const part = servicePart(stack, key);
  if (spec.placeholder !== undefined) serviceRecord(stack, key, spec.placeholder, PLACEHOLDER_ADDRESS);
  else {
    const { topology } = stack.site;
    noServiceRecord(stack, key, zoneNameOf(topology, at(topology.services, key)));
  }
  if (specs.owners.services[key] !== undefined) return;
  const created = new VirtualService(part, 'service', {
    ...meshObjectOf(context),
    name: spec.name,
    provider: providerOf(context, spec),
  });
  built.services.set(key, created);
  stack.wiring.output(serviceArnValue(key), created.serviceArn);
  stack.wiring.output(serviceNameValue(key), created.serviceName);
};

function providerOf(context: AppMeshStack, spec: ServiceSpec): VirtualServiceProps['provider'] {
  const { provider } = spec;
  switch (provider.kind) {
    case 'none':
      return provider;
    case 'virtual-node':
      return { kind: 'virtual-node', name: nodeNameOf(context, provider.workload) };
    case 'virtual-router': {
      const owner = routerOwnerOf(context, spec);
      return { kind: 'virtual-router', name: (owner && routerNameOf(context, owner)) ?? provider.name };
    }
  }
}

/** The service whose router this one uses: itself, or another. */
function routerOwnerOf({ stack, specs }: AppMeshStack, { key }: ServiceSpec): ServiceSpec | undefined {
  const { provider } = at(stack.site.topology.services, key);
  return specs.serviceIfThere(provider.kind === 'router-of' ? provider.service : key);
}
