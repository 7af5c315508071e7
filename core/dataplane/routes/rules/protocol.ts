import { at as thing, type GatewayRoute, type Protocol, type Topology } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { valueText } from '../../live';
import { endsOf } from '../connections';
import {
  atPort,
  doorsOf,
  entrancesOf,
  passesOn,
  receivedBy,
  strangeEntranceOf,
  unreachedPortOf,
} from '../routing';
import { gatewayRoutesOf, routesOf, type RoutedGateway } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** A route has the protocol of its router's listener and of its targets' (App Mesh user guide, "Routes"). */
export const routeProtocol: PlaneRule = {
  id: 'route/protocol',
  severity: 'error',
  sentence: 'the protocol of a route differs from that of its router, gateway or target',
  source: DOCUMENTS.routes,
  hitsOf: (topology) => [
    ...routesOf(topology).flatMap(({ service, router, route }) => {
      const name = `route "${route.name}" of service "${service.key}" is ${route.protocol}`;
      const entrance = entrancesOf(router, route).find(({ protocol }) => protocol !== route.protocol);
      const strangers = route.targets.flatMap((target) =>
        atPort(thing(topology.workloads, target.workload).listeners, target.port)
          .filter(({ protocol }) => protocol !== route.protocol)
          .map(({ protocol }) => ({ at: target.at, key: target.workload, protocol })),
      );
      // One error, one finding: where the targets disagree, no protocol of the route or its router suits them all.
      const isMixed =
        route.targets.length > strangers.length ||
        new Set(strangers.map(({ protocol }) => protocol)).size > 1;
      return [
        ...(entrance === undefined || (strangers.length > 0 && isMixed)
          ? []
          : [
              hit(
                route.at,
                `${name}, and its router listens for ${entrance.protocol}`,
                strangers.length > 0
                  ? `protocol: '${entrance.protocol}'`
                  : `routerListens: { port: …, protocol: '${route.protocol}' }`,
              ),
            ]),
        ...strangers.map((target) =>
          hit(
            target.at,
            `${name}, and "${target.key}" listens for ${target.protocol}`,
            isMixed
              ? `lead it to a listener for ${route.protocol}, or remove "${target.key}" from the route: all its targets listen for one protocol`
              : `write protocol: '${target.protocol}' at the route, or lead it to a listener for ${route.protocol}`,
          ),
        ),
      ];
    }),
    ...gatewayRoutesOf(topology).flatMap((routed) => gatewayRouteHits(topology, routed)),
  ],
};

function gatewayRouteHits(topology: Topology, { gateway, route }: RoutedGateway) {
  const name = `route "${route.name}" of gateway "${gateway.key}" is ${route.protocol}`;
  const ends = listeningEndsOf(topology, route);
  const entrance = strangeEntranceOf(gateway.listeners, route);
  const asEntrance = entrance?.protocol;
  // One error, one finding: where the protocol of the gateway suits what is behind, it is the route that differs.
  if (asEntrance !== undefined) {
    const suits = ends.every(({ protocol }) => passesOn({ protocol: asEntrance }, protocol));
    const fix = suits
      ? `protocol: '${asEntrance}'`
      : `write listens: { port: ${valueText(entrance?.port ?? 0)}, protocol: '${route.protocol}' } at gateway "${gateway.key}"`;
    const strange = hit(route.at, `${name}, and its gateway listens for ${asEntrance}`, fix);
    return suits ? [strange] : [strange, ...endHits(route, name, ends)];
  }
  return endHits(route, name, ends);
}

/** A listener behind a route: `isSecret` where the application itself terminates TLS. */
type NamedEnd = { readonly key: string; readonly protocol: Protocol; readonly isSecret: boolean };

const endHits = (route: GatewayRoute, name: string, ends: readonly NamedEnd[]) =>
  ends
    .filter(({ protocol }) => !passesOn(route, protocol))
    .map(({ key, protocol, isSecret }) =>
      hit(
        route.at,
        isSecret
          ? `${name}, and the application of "${key}" terminates TLS itself, to which a gateway sends requests without TLS`
          : `${name}, and "${key}" listens for ${protocol}`,
        isSecret
          ? `drop tls: 'application' at the listener, so that its proxy has TLS; or drop the route, and give "${key}" an entry with inside: 'passed'`
          : `lead the route to a service that listens for ${route.protocol}${protocol === 'tcp' ? '; a gateway has no routes for tcp' : ''}`,
      ),
    );

/** The listeners behind a gateway route. Where there is none, that is an error of its own. */
function listeningEndsOf(topology: Topology, route: GatewayRoute): readonly NamedEnd[] {
  const service = thing(topology.services, route.service);
  if (unreachedPortOf(doorsOf(topology, service), route.targetPort) !== undefined) return [];
  return endsOf(topology, service, route.targetPort).flatMap(({ server, port, protocol }) => {
    const [kind, key = ''] = server.split('/');
    const [listener] = kind === 'workload' ? atPort(thing(topology.workloads, key).listeners, port) : [];
    if (listener === undefined) return [];
    const received = receivedBy(listener);
    return [{ key, protocol: received, isSecret: received !== protocol }];
  });
}
