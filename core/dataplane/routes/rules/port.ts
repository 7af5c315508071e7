import {
  at as thing,
  type Listener,
  type Route,
  type Router,
  type Service,
  type Topology,
} from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { valueText } from '../../live';
import { doorsOf, isAmbiguous, routerListenersOf, unreachedPortOf } from '../routing';
import { gatewayRoutesOf, routesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** Where there are several listeners, a route names its port, at both of its ends (aws-app-mesh-roadmap #120). */
export const routePort: PlaneRule = {
  id: 'route/port',
  severity: 'error',
  sentence: 'a route does not say which of several ports it means, or names one that is not there',
  source: DOCUMENTS.severalPorts,
  hitsOf: (topology) => [
    ...routesOf(topology).flatMap(({ service, router, route }) => [
      ...entranceOf(service, router, route),
      ...targetsOf(topology, service, route),
    ]),
    ...gatewayRoutesOf(topology).flatMap(({ gateway, route }) => {
      const name = `route "${route.name}" of gateway "${gateway.key}"`;
      const service = thing(topology.services, route.service);
      const doors = doorsOf(topology, service);
      const routers = routerListenersOf(topology, service);
      const unheard = unreachedPortOf(gateway.listeners, route.match.port);
      const unreached = unreachedPortOf(routers, route.targetPort);
      return [
        ...(unheard === undefined
          ? []
          : [
              hit(
                route.at,
                `${name} is for port ${unheard}, and its gateway listens on ${portsOf(gateway.listeners)}`,
                `write one of these as the port of the route, or add the port to listens of "${gateway.key}"`,
              ),
            ]),
        ...(unreached === undefined
          ? []
          : [
              hit(
                route.at,
                `${name} leads to port ${unreached} of "${route.service}", whose router listens on ${portsOf(routers)}`,
                'write one of these as the targetPort of the route',
              ),
            ]),
        ...(isAmbiguous(gateway.listeners, route.match.port)
          ? [
              unclear(
                route.at,
                `${name} names no port, and its gateway listens on`,
                gateway.listeners,
                'port',
              ),
            ]
          : []),
        ...(isAmbiguous(doors, route.targetPort)
          ? [
              unclear(
                route.at,
                `${name} leads to no port of "${route.service}", which has`,
                doors,
                'targetPort',
              ),
            ]
          : []),
      ];
    }),
  ],
};

function entranceOf({ key }: Service, router: Router, route: Route) {
  const name = `route "${route.name}" of service "${key}"`;
  if (isAmbiguous(router.listeners, route.match.port))
    return [unclear(route.at, `${name} names no port, and its router listens on`, router.listeners, 'port')];
  const port = unreachedPortOf(router.listeners, route.match.port);
  if (port === undefined) return [];
  const summary = `${name} is for port ${port}, and its router listens on ${portsOf(router.listeners)}`;
  const fix = `write one of these as the port of the route, or add the port to routerListens of "${key}"`;
  return [hit(route.at, summary, fix)];
}

const targetsOf = (topology: Topology, { key }: Service, route: Route) =>
  route.targets.flatMap((target) => {
    const { listeners } = thing(topology.workloads, target.workload);
    if (!isAmbiguous(listeners, target.port)) return [];
    const first = listeners[0]?.port;
    return [
      hit(
        target.at,
        `route "${route.name}" of service "${key}" leads to no port of "${target.workload}", which listens on ${portsOf(listeners)}`,
        `to: [{ workload: '${target.workload}', port: ${typeof first === 'number' ? first : 'PORT'} }]`,
      ),
    ];
  });

type Ports = readonly Pick<Listener, 'port'>[];

const portsOf = (listeners: Ports): string => listeners.map(({ port }) => valueText(port)).join(' and ');

const unclear = (at: Route['at'], summary: string, listeners: Ports, field: string) =>
  hit(at, `${summary} ${portsOf(listeners)}`, `write ${field} at the route, one of these`);
