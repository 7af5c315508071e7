import { at } from '../../core/topology';
import { GatewayRoute } from '../../modules/app-mesh/gateway-route';
import { VirtualGateway } from '../../modules/app-mesh/virtual-gateway';
import { expectedCallees } from '../expected-callees';
import { partOf, securityGroup } from '../substrate/security-group';
import { addressPart } from '../text';
import type { Builder } from './builder';
import { envoyPolicy } from './envoy-policy';
import { meshMemberOf, meshObjectOf, tlsReferencesOf } from './mesh-object';

export const gateway: Builder<'gateway'> = (context, { gateway: key }) => {
  const { stack, specs, built } = context;
  const spec = specs.gateway(key);
  securityGroup(stack, spec);
  const references = tlsReferencesOf(context, spec);
  if (specs.owners.gateways[key] !== undefined) return envoyPolicy(stack, spec, references);
  const { gatewayName, resource } = new VirtualGateway(partOf(stack, spec), 'gateway', {
    ...meshMemberOf(context),
    spec,
    references,
  });
  const { tags } = at(stack.site.topology.gateways, key);
  for (const route of spec.routes) {
    new GatewayRoute(stack.part(`gateway-route_${key}_${addressPart(route.name)}`, tags), 'route', {
      ...meshObjectOf(context),
      preconditions: expectedCallees(stack, key, [route.service]),
      gatewayName,
      serviceName:
        built.services.get(route.service)?.serviceName ??
        at(stack.site.topology.services, route.service).name,
      spec: route,
    });
  }
  envoyPolicy(stack, spec, references, resource);
};
