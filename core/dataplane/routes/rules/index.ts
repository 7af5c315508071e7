import type { PlaneRule } from '../../contract';
import type { Routing } from '../connections';
import { emptyRange } from './empty-range';
import { healthCheckPath } from './health-check-path';
import { routeHeader } from './header';
import { routeHost } from './host';
import { idleListener } from './idle-listener';
import { routePath } from './path';
import { routePattern } from './pattern';
import { routePort } from './port';
import { routeProtocol } from './protocol';
import { repeatedRequest } from './repeated-request';
import { sameMatch } from './same-match';
import { targetsAlike } from './targets-alike';
import { zeroWeights } from './zero-weights';

/** What is refused for a single value of a route, so that the service or gateway works without the route. */
export const routeValueRules: readonly PlaneRule[] = [
  routePath,
  routeHeader,
  zeroWeights,
  routePattern,
  emptyRange,
];

/** Everything about routes and listeners that holds for each data plane with routers and routes, in the order of the report. */
export const routeRules = (routing: Pick<Routing, 'attributesDistinguish'>): readonly PlaneRule[] => [
  zeroWeights,
  sameMatch,
  routePattern,
  emptyRange,
  routePort,
  routeProtocol,
  idleListener,
  routePath,
  routeHeader,
  routeHost,
  targetsAlike(routing),
  repeatedRequest,
  healthCheckPath,
];
