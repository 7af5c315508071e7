import { at as thing } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { endsOf } from '../connections';
import { atPort, entrancesOf, passesOn } from '../routing';
import { gatewayRoutesOf } from '../walk';
import { hit, type AppMeshRule } from './rule';

/** A route has the protocol of its router's listener and of its targets' (App Mesh user guide, "Routes"). */
export const routeProtocol: AppMeshRule = {
  id: 'app-mesh/route-protocol',
  severity: 'error',
  sentence: 'the protocol of a route differs from that of its router or target',
  source: DOCUMENTS.routes,
  hitsOf: (topology, lowered) => [
    ...lowered.services.flatMap(({ key, router }) =>
      (router?.routes ?? []).flatMap((route) => {
        const name = `route "${route.name}" of service "${key}" is ${route.protocol}`;
        const entrance = (router === undefined ? [] : entrancesOf(router, route)).find(
          ({ protocol }) => protocol !== route.protocol,
        );
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
    ),
    ...gatewayRoutesOf(lowered).flatMap(({ gateway, route }) =>
      endsOf(topology, thing(topology.services, route.service), route.targetPort)
        .filter(({ server, protocol }) => server.startsWith('workload/') && !passesOn(route, protocol))
        .map(({ server, protocol }) =>
          hit(
            route.at,
            `route "${route.name}" of gateway "${gateway.key}" is ${route.protocol}, and "${server.slice('workload/'.length)}" listens for ${protocol}`,
            `lead the route to a service that listens for ${route.protocol}${protocol === 'tcp' ? '; App Mesh has no gateways for tcp' : ''}`,
          ),
        ),
    ),
  ],
};
