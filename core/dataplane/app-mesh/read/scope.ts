import { groupedBy } from '../../../base/collections';
import { fieldOf } from '../../../base/json';
import type { ApiObject, MeshObjects } from './objects';

const textAt = (object: unknown, ...path: readonly string[]): string => {
  const found = fieldOf(object, ...path);
  return typeof found === 'string' ? found : '';
};
const listAt = (object: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = fieldOf(object, ...path);
  return Array.isArray(found) ? found : [];
};

/**
 * What the configuration of one Envoy follows from: its node or gateway, the services that it calls, and what is behind
 * those. Anything else in the mesh makes no difference to it.
 * @param party the name of the node or gateway
 */
export function scopeOf(
  objects: MeshObjects,
  party: { readonly kind: 'virtualNode' | 'virtualGateway'; readonly name: string },
): MeshObjects {
  const isNode = party.kind === 'virtualNode';
  const own = (each: ApiObject): boolean => textAt(each, `${party.kind}Name`) === party.name;
  const self = objects[isNode ? 'virtualNodes' : 'virtualGateways'].filter(own);
  const gatewayRoutes = isNode ? [] : objects.gatewayRoutes.filter(own);
  const called = new Set([
    ...self.flatMap((node) =>
      listAt(node, 'spec', 'backends').map((each) => textAt(each, 'virtualService', 'virtualServiceName')),
    ),
    ...gatewayRoutes.flatMap((route) =>
      Object.values(fieldOf(route, 'spec') ?? {}).map((rule) =>
        textAt(rule, 'action', 'target', 'virtualService', 'virtualServiceName'),
      ),
    ),
  ]);
  const virtualServices = objects.virtualServices.filter((each) =>
    called.has(textAt(each, 'virtualServiceName')),
  );
  const routerNames = new Set(
    virtualServices.map((each) => textAt(each, 'spec', 'provider', 'virtualRouter', 'virtualRouterName')),
  );
  const routesBy = groupedBy(objects.routes, (route) => textAt(route, 'virtualRouterName'));
  const routes = [...routerNames].flatMap((name) => routesBy.get(name) ?? []);
  const nodeNames = new Set([
    ...(isNode ? [party.name] : []),
    ...virtualServices.map((each) => textAt(each, 'spec', 'provider', 'virtualNode', 'virtualNodeName')),
    ...routes.flatMap((route) =>
      Object.values(fieldOf(route, 'spec') ?? {}).flatMap((rule) =>
        listAt(rule, 'action', 'weightedTargets').map((target) => textAt(target, 'virtualNode')),
      ),
    ),
  ]);
  return {
    mesh: objects.mesh,
    virtualNodes: objects.virtualNodes
      .filter((node) => nodeNames.has(textAt(node, 'virtualNodeName')))
      .map((node) => (isNode && own(node) ? node : withoutCalls(node))),
    virtualRouters: objects.virtualRouters.filter((router) =>
      routerNames.has(textAt(router, 'virtualRouterName')),
    ),
    routes,
    virtualServices,
    virtualGateways: isNode ? [] : self,
    gatewayRoutes,
  };
}

/** A server: whom it calls itself makes no difference to its callers. */
function withoutCalls(node: ApiObject): ApiObject {
  const spec = fieldOf(node, 'spec');
  if (typeof spec !== 'object' || spec === null) return node;
  const { backends: _, backendDefaults: __, ...rest } = spec as Readonly<Record<string, unknown>>;
  return { ...node, spec: rest };
}
