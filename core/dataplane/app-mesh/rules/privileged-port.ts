import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** Ports below this one are for root, or for a process with CAP_NET_BIND_SERVICE. */
const FIRST_FREE = 1_024;

/** Nothing is redirected to a gateway's Envoy, as it is to that of a workload: it listens on the port itself. */
export const privilegedPort: AppMeshRule = {
  id: 'app-mesh/privileged-port',
  severity: 'warning',
  sentence: 'a gateway listens below port 1024, where its proxy may listen only as root',
  source: DOCUMENTS.gatewayUser,
  hitsOf: (_, { gateways }) =>
    gateways.flatMap(({ key, listeners }) =>
      listeners.flatMap(({ at, port }) =>
        typeof port === 'number' && port < FIRST_FREE
          ? [
              hit(
                at,
                `gateway "${key}" listens on port ${port} itself, and an Envoy that runs as another user than root, such as 1337, gets "cannot bind … Permission denied" there`,
                `listen on ${port + 8_000}, and leave port ${port} to an entry: a load balancer in front of it`,
              ),
            ]
          : [],
      ),
    ),
};
