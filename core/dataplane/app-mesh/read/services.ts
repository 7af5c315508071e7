import { byName, groupedBy } from '../../../base/collections';
import type { Written } from '../../../topology';
import type { DecodedObjects, DecodedOf } from './decode';
import type { Names } from './parties';
import { routeOf } from './routes';

type Service = Written<'services'>;
type VirtualService = DecodedOf<'virtualServices'>;

/**
 * The virtual services with their routers. In a topology a router belongs to a service; one that several services share
 * belongs to the first that is of the router's own account.
 * @param nodes keys of workloads, by the names of their nodes
 */
export function servicesOf(
  { virtualServices, virtualRouters, routes }: DecodedObjects,
  nodes: ReadonlyMap<string, string>,
  names: Names,
): Readonly<Record<string, Service>> {
  const routers = new Map(virtualRouters.map((router) => [router.name, router]));
  const routesBy = groupedBy(routes, ({ parent }) => parent);
  const holders = holdersOf(virtualServices, routers, names);

  const behind = (service: VirtualService): Service => {
    const { virtualNode, virtualRouter } = service.spec.provider ?? {};
    if (virtualNode !== undefined) {
      const { virtualNodeName } = virtualNode;
      const workload = nodes.get(virtualNodeName);
      if (workload !== undefined) return { to: workload };
      service.note('provider', `the mesh has no virtual node "${virtualNodeName}"`);
    }
    if (virtualRouter !== undefined) {
      const { virtualRouterName } = virtualRouter;
      const router = routers.get(virtualRouterName);
      const holder = holders.get(virtualRouterName);
      if (router === undefined || holder === undefined)
        service.note('provider', `the mesh has no virtual router "${virtualRouterName}"`);
      else if (holder !== service) return { sharesRouterOf: names.services.get(holder.name) ?? '' };
      else return withRouter(service, router);
    }
    return { to: 'none' };
  };
  const withRouter = (service: VirtualService, router: DecodedOf<'virtualRouters'>): Service => {
    const account = names.accountOf(router);
    if (account !== names.accountOf(service))
      router.note('', `it is of account "${account}"; in the topology it is of the account of its service`);
    return {
      routerName: router.name,
      routerListens: (router.spec.listeners ?? []).map(({ portMapping }) => ({ ...portMapping })),
      routes: (routesBy.get(router.name) ?? []).flatMap((route) => routeOf(route, nodes) ?? []),
    };
  };

  for (const { name, note } of virtualRouters)
    if (!holders.has(name)) note('', 'no virtual service has it, so that nothing comes through');
  return Object.fromEntries(
    virtualServices.map((service) => [
      names.services.get(service.name) ?? '',
      { name: service.name, account: names.accountOf(service), ...behind(service) },
    ]),
  );
}

/** The service that each router belongs to. */
function holdersOf(
  services: readonly VirtualService[],
  routers: ReadonlyMap<string, DecodedOf<'virtualRouters'>>,
  { accountOf }: Names,
): ReadonlyMap<string, VirtualService> {
  const users = groupedBy(
    services.filter(({ spec }) => spec.provider?.virtualRouter !== undefined),
    ({ spec }) => spec.provider?.virtualRouter?.virtualRouterName ?? '',
  );
  return new Map(
    [...users].flatMap(([name, all]) => {
      const router = routers.get(name);
      const sorted = all.toSorted((a, b) => byName(a.name, b.name));
      const holder = sorted.find((each) => router && accountOf(each) === accountOf(router)) ?? sorted[0];
      return holder === undefined ? [] : [[name, holder] as const];
    }),
  );
}
