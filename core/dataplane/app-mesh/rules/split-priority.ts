import { routePartsOf } from '../route-parts';
import { routesOf } from '../walk';
import type { Rule } from './rule';

/** A member's route to another account can be put before its own local part. */
export const splitPriority: Rule = (topology, lowered) =>
  routesOf(lowered).flatMap(({ service, route }) => routePartsOf(topology, service.key, route.name).findings);
