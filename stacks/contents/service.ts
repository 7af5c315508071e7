import { routePartsOf } from '../../core/dataplane';
import { at } from '../../core/topology';
import { Route } from '../../modules/app-mesh/route';
import { VirtualRouter } from '../../modules/app-mesh/virtual-router';
import { VirtualService, type VirtualServiceProps } from '../../modules/app-mesh/virtual-service';
import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import { once } from '../made';
import type { MeshStack } from '../mesh-stack';
import { stillClosed } from '../site';
import { addressPart } from '../text';
import type { Builder } from '../walk';
import { meshObjectOf } from './mesh-object';

/** Of the block for documentation (RFC 5737): a request that by-passes the proxy goes nowhere. */
const PLACEHOLDER_ADDRESS = '192.0.2.1';

type ServiceSpec = MeshStack['site']['lowered']['services'][number];

function serviceSpecOf({ site }: MeshStack, key: string): ServiceSpec {
  const spec = site.lowered.services.find((service) => service.key === key);
  if (spec === undefined) throw new Error(`no virtual service "${key}"`);
  return spec;
}

/** Name of a node, told by the node where it is made here. */
const nodeNameOf = (stack: MeshStack, workload: string): string =>
  stack.made.nodes.get(workload) ?? at(stack.site.topology.workloads, workload).name;

/** Name of a service's own router, told by the router where it is made here. */
function routerNameOf(stack: MeshStack, { key, router }: ServiceSpec): string | undefined {
  if (router === undefined) return undefined;
  if (!stack.spec.contents.some((content) => content.kind === 'service' && content.service === key))
    return router.name;
  return once(
    stack.made.routers,
    key,
    () =>
      new VirtualRouter(stack.part(`service_${key}`), 'router', { ...meshObjectOf(stack), spec: router })
        .routerName,
  );
}

export const service: Builder<'service'> = (stack, { service: key }) => {
  const spec = serviceSpecOf(stack, key);
  const part = stack.part(`service_${key}`);
  if (spec.placeholder !== undefined) {
    new DiscoveryService(part, 'discovery', {
      name: spec.placeholder.service,
      namespaceId: stack.wiring.of({ kind: 'namespace-id', account: spec.account }),
      placeholderAddress: PLACEHOLDER_ADDRESS,
    });
    takeOver(stack, key, spec);
  }
  const made = new VirtualService(part, 'service', {
    ...meshObjectOf(stack),
    name: spec.name,
    provider: providerOf(stack, spec),
  });
  stack.made.services.set(key, made);
  stack.wiring.tell({ kind: 'virtual-service-arn', service: key }, made.serviceArn);
  stack.wiring.tell({ kind: 'virtual-service-name', service: key }, made.serviceName);
};

/** A retired workload's name may live on as its service's: Cloud Map knows a name once, so the old one goes first. */
function takeOver(stack: MeshStack, key: string, { account, placeholder }: ServiceSpec): void {
  const before = Object.values(stack.site.topology.workloads).find(
    ({ retired, account: own, discovery }) =>
      retired &&
      own === account &&
      discovery.kind === 'cloud-map' &&
      discovery.create &&
      discovery.service === placeholder?.service,
  );
  if (before === undefined) return;
  const type = 'aws_service_discovery_service';
  stack.moved(`${type}.workload_${before.key}`, `${type}.service_${key}`);
}

function providerOf(stack: MeshStack, spec: ServiceSpec): VirtualServiceProps['provider'] {
  const { provider } = spec;
  switch (provider.kind) {
    case 'none':
      return provider;
    case 'virtual-node':
      return { kind: 'virtual-node', name: nodeNameOf(stack, provider.workload) };
    case 'virtual-router': {
      const owner = routerOwnerOf(stack, spec);
      return { kind: 'virtual-router', name: (owner && routerNameOf(stack, owner)) ?? provider.name };
    }
  }
}

/** The service whose router this one uses: itself, or another. */
function routerOwnerOf({ site }: MeshStack, spec: ServiceSpec): ServiceSpec | undefined {
  const { provider } = at(site.topology.services, spec.key);
  const owner = provider.kind === 'router-of' ? provider.service : spec.key;
  return site.lowered.services.find(({ key }) => key === owner);
}

export const route: Builder<'route'> = (stack, { service: key, route: name, part }) => {
  const spec = serviceSpecOf(stack, key);
  const placed = routePartsOf(stack.site.topology, key, name)[part];
  // The planner keeps a local part in its place; one that would take no traffic is no route for App Mesh.
  if (placed === undefined) return;
  const routerName = routerNameOf(stack, spec);
  if (routerName === undefined) throw new Error(`service "${key}" has a route and no router`);
  const address = `${part === 'split' ? 'route-split' : 'route'}_${key}_${addressPart(name)}`;
  const made = new Route(stack.part(address), 'route', {
    ...meshObjectOf(stack),
    routerName,
    spec: stillClosed(placed),
    nodeNames: Object.fromEntries(
      placed.targets.map(({ workload }) => [workload, nodeNameOf(stack, workload)]),
    ),
  });
  // A service answers once its routes are there.
  for (const kind of ['virtual-service-arn', 'virtual-service-name'] as const) {
    if (stack.wiring.tells({ kind, service: key })) stack.wiring.tellAfter({ kind, service: key }, made.step);
  }
};
