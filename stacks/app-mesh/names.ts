import { serviceId } from '../../core/dataplane/app-mesh/assets/contents';
import { at } from '../../core/topology';
import { VirtualRouter } from '../../modules/app-mesh/virtual-router';
import { once } from '../built';
import { servicePart } from '../substrate/service-record';
import type { AppMeshStack, ServiceSpec } from './context';
import { meshObjectOf } from './mesh-object';

/** Name of a node: an attribute of the node where this stack creates it. */
export const nodeNameOf = ({ stack, built }: AppMeshStack, workload: string): string =>
  built.nodes.get(workload) ?? at(stack.site.topology.workloads, workload).name;

/** Name of a service's own router: an attribute of the router where this stack creates it. */
export function routerNameOf(
  context: AppMeshStack,
  { key, account, router }: ServiceSpec,
): string | undefined {
  if (router === undefined) return undefined;
  const { stack, built } = context;
  if (!stack.holds(serviceId(account, key))) return router.name;
  return once(
    built.routers,
    key,
    () =>
      new VirtualRouter(servicePart(stack, key), 'router', { ...meshObjectOf(context), spec: router })
        .routerName,
  );
}
