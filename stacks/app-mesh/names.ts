import { serviceId } from '../../core/dataplane/app-mesh/assets/contents';
import type { Construct } from 'constructs';
import { at } from '../../core/topology';
import { VirtualRouter } from '../../modules/app-mesh/virtual-router';
import { once } from '../made';
import type { AppMeshStack, ServiceSpec } from './context';
import { meshObjectOf } from './mesh-object';

/** Name of a node, as the node says it where it is created here. */
export const nodeNameOf = ({ stack, made }: AppMeshStack, workload: string): string =>
  made.nodes.get(workload) ?? at(stack.site.topology.workloads, workload).name;

/** Where the things of a service are, its routes apart. */
export const servicePart = (stack: AppMeshStack['stack'], key: string): Construct =>
  stack.part(`service_${key}`, at(stack.site.topology.services, key).tags);

/** Name of a service's own router, as the router says it where it is created here. */
export function routerNameOf(
  context: AppMeshStack,
  { key, account, router }: ServiceSpec,
): string | undefined {
  if (router === undefined) return undefined;
  const { stack, made } = context;
  if (!stack.holds(serviceId(account, key))) return router.name;
  return once(
    made.routers,
    key,
    () =>
      new VirtualRouter(servicePart(stack, key), 'router', { ...meshObjectOf(context), spec: router })
        .routerName,
  );
}
