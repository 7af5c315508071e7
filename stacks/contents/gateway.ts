import { at } from '../../core/topology';
import { GatewayRoute } from '../../modules/app-mesh/gateway-route';
import { VirtualGateway } from '../../modules/app-mesh/virtual-gateway';
import { addressPart } from '../text';
import type { Builder } from '../walk';
import { expectedCallees, meshMemberOf, meshObjectOf, tlsReferencesOf } from './mesh-object';
import { partNameOf, securityGroup } from './security-group';
import { envoyPolicy } from './workload';

export const gateway: Builder<'gateway'> = (stack, { gateway: key }) => {
  const spec = stack.site.lowered.gateways.find((each) => each.key === key);
  if (spec === undefined) throw new Error(`no virtual gateway "${key}"`);
  securityGroup(stack, spec);
  const part = stack.part(partNameOf(spec));
  const made = new VirtualGateway(part, 'gateway', {
    ...meshMemberOf(stack),
    spec,
    references: tlsReferencesOf(stack),
  });
  for (const route of spec.routes) {
    new GatewayRoute(stack.part(`gateway-route_${key}_${addressPart(route.name)}`), 'route', {
      ...meshObjectOf(stack),
      preconditions: expectedCallees(stack, key, [route.service]),
      gatewayName: made.gatewayName,
      serviceName:
        stack.made.services.get(route.service)?.serviceName ??
        at(stack.site.topology.services, route.service).name,
      spec: route,
    });
  }
  envoyPolicy(stack, spec);
};
