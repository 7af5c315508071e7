import { serviceArnValue, serviceNameValue } from '../../core/dataplane/app-mesh/assets/contents';
import { zoneNameOf } from '../../core/dataplane/service-names';
import { at } from '../../core/topology';
import { VirtualService, type VirtualServiceProps } from '../../modules/app-mesh/virtual-service';
import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import { giveUpDiscovery, takeOverDiscovery } from '../substrate/discovery';
import type { Builder } from './builder';
import type { AppMeshStack, ServiceSpec } from './context';
import { meshObjectOf } from './mesh-object';
import { nodeNameOf, routerNameOf, servicePart } from './names';

/** Of the block for documentation (RFC 5737): a request that bypasses the proxy reaches no host. */
const PLACEHOLDER_ADDRESS = '192.0.2.1';
/** Seconds: short, so that a workload which takes over the name is found soon. */
const PLACEHOLDER_TTL = 10;

export const service: Builder<'service'> = (context, { service: key }) => {
  const { stack, specs, built } = context;
  const spec = specs.service(key);
  const part = servicePart(stack, key);
  if (spec.placeholder !== undefined) {
    new DiscoveryService(part, 'discovery', {
      name: spec.placeholder.service,
      namespaceId: stack.wiring.of({ kind: 'namespace-id', account: spec.account }),
      ttl: PLACEHOLDER_TTL,
      placeholderAddress: PLACEHOLDER_ADDRESS,
    });
    // A retired workload's name may continue as its service's: Cloud Map allows a name only once.
    takeOverDiscovery(stack, spec.account, spec.placeholder, `service_${key}`);
  } else giveUpPlaceholder(stack, key);
  const created = new VirtualService(part, 'service', {
    ...meshObjectOf(context),
    name: spec.name,
    provider: providerOf(context, spec),
  });
  built.services.set(key, created);
  stack.wiring.output(serviceArnValue(key), created.serviceArn);
  stack.wiring.output(serviceNameValue(key), created.serviceName);
};

/** The name of a service may continue as that of a workload. A service that is called like its only workload had no placeholder. */
function giveUpPlaceholder(stack: AppMeshStack['stack'], key: string): void {
  const { topology } = stack.site;
  const written = at(topology.services, key);
  const { provider } = written;
  if (provider.kind === 'workload' && provider.workload === key) return;
  const name = zoneNameOf(topology, written);
  if (name !== undefined) giveUpDiscovery(stack, written.account, name, `service_${key}`);
}

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
