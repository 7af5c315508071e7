import { DOCUMENTS } from '../../documents';
import { hasPort } from '../matching';
import { gatewayRoutesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** The host of a gateway route is only a host; `port` says which port is meant. */
export const routeHost: PlaneRule = {
  id: 'route/host',
  severity: 'error',
  sentence: 'the host of a gateway route has a port',
  source: DOCUMENTS.gatewayHosts,
  hitsOf: (topology) =>
    gatewayRoutesOf(topology)
      .filter(({ route }) => hasPort(route))
      .map(({ gateway, route }) => {
        const { kind = 'exact', value = '' } = route.match.hostname ?? {};
        const host = value.replace(/:.*$/, '');
        return hit(
          [...route.at, 'hostname'],
          `the host of route "${route.name}" of gateway "${gateway.key}" is "${value}", and the host of a match has no port`,
          `write hostname: ${kind === 'suffix' ? `{ suffix: '${host}' }` : `'${host}'`}; where the gateway listens on several ports, port says which`,
        );
      }),
};
