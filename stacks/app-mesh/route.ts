import { serviceArnValue, serviceNameValue } from '../../core/dataplane/app-mesh/assets/contents';
import { at, stillClosed } from '../../core/topology';
import { Route } from '../../modules/app-mesh/route';
import { addressPart } from '../text';
import type { Builder } from './builder';
import { meshObjectOf } from './mesh-object';
import { nodeNameOf, routerNameOf } from './names';

export const route: Builder<'route'> = (context, { service: key, name, part, route: spec }) => {
  const { stack, specs } = context;
  const routerName = routerNameOf(context, specs.service(key));
  if (routerName === undefined) throw new Error(`service "${key}" has a route but no router`);
  const address = `${part === 'split' ? 'route-split' : 'route'}_${key}_${addressPart(name)}`;
  const { step } = new Route(stack.part(address, at(stack.site.topology.services, key).tags), 'route', {
    ...meshObjectOf(context),
    routerName,
    spec: stillClosed(spec),
    nodeNames: Object.fromEntries(
      spec.targets.map(({ workload }) => [workload, nodeNameOf(context, workload)]),
    ),
  });
  // A service only works once its routes exist.
  for (const value of [serviceArnValue(key), serviceNameValue(key)]) {
    if (stack.wiring.outputs(value)) stack.wiring.outputAfter(value, step);
  }
};
