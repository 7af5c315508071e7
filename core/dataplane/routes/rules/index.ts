import type { PlaneRule } from '../../contract';
import type { Routing } from '../connections';
import { emptyRange } from './empty-range';
import { header } from './header';
import { host } from './host';
import { idleListener } from './idle-listener';
import { path } from './path';
import { pattern } from './pattern';
import { routePort } from './port';
import { routeProtocol } from './protocol';
import { sameMatch } from './same-match';
import { targetsAlike } from './targets-alike';
import { zeroWeights } from './zero-weights';

/** What is refused for a single value of a route, so that the service or gateway works without the route. */
export const routeValueRules: readonly PlaneRule[] = [path, header, zeroWeights, pattern, emptyRange];

/** Everything about routes that holds for each data plane with routers and routes, in the order of the report. */
export const routeRules = (routing: Pick<Routing, 'attributesDistinguish'>): readonly PlaneRule[] => [
  zeroWeights,
  sameMatch,
  pattern,
  emptyRange,
  routePort,
  routeProtocol,
  idleListener,
  path,
  header,
  host,
  targetsAlike(routing),
];
