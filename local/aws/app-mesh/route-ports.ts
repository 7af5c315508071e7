import { fieldOf, isRecord } from '../../../core/base/json';
import { refusal } from '../rules';
import type { Kind } from './kinds';
import type { ChildRequest } from './request';
import { childOf, childrenOf, type Mesh } from './state';

const isSeveral = (routerSpec: unknown): boolean => {
  const listeners = fieldOf(routerSpec, 'listeners');
  return Array.isArray(listeners) && listeners.length > 1;
};

/** Whether the rule of a route, in any protocol, matches a port. */
const hasPort = (routeSpec: unknown): boolean =>
  isRecord(routeSpec) &&
  Object.values(routeSpec).some((rule) => fieldOf(rule, 'match', 'port') !== undefined);

const WORDS = 'Route must define a port match criteria if the Virtual Router has multiple listeners';

/** The resources of a mesh that each kind of resource is compared with. */
const demands: Partial<
  Readonly<Record<Kind, (mesh: Mesh, request: ChildRequest, spec: unknown) => readonly string[]>>
> = {
  routes: (mesh, { parent }, spec) => {
    const router = childOf(mesh, 'virtualRouters', '', parent);
    return router !== undefined && isSeveral(router.spec) && !hasPort(spec) ? [router.metadata.arn] : [];
  },
  virtualRouters: (mesh, { name = '' }, spec) =>
    isSeveral(spec)
      ? Object.values(childrenOf(mesh, 'routes', name))
          .filter((route) => !hasPort(route.spec))
          .map(({ metadata }) => metadata.arn)
      : [],
};

/** Refuses a second listener of a router of which a route matches no port, and such a route behind two listeners. */
export function demandRoutePorts(mesh: Mesh, request: ChildRequest, spec: unknown): void {
  const [arn] = demands[request.kind]?.(mesh, request, spec) ?? [];
  if (arn !== undefined) throw refusal('app-mesh/route-needs-port', `${WORDS} (${arn})`);
}
