import { at as thing } from '../../../topology';
import { splitProblemOf } from '../assets/route-parts';
import { DOCUMENTS } from '../../documents';
import { routesOf } from '../../routes/walk';
import type { AppMeshRule } from './rule';

/** A member's route to another account can be put before its own local part. */
export const splitPriority: AppMeshRule = {
  id: 'app-mesh/split-priority',
  severity: 'error',
  sentence:
    'a route to another account does not say whether it comes before the other routes, or leaves no room for its local part',
  source: DOCUMENTS.routeSpec,
  hitsOf: (topology) =>
    routesOf(topology).flatMap(
      ({ service, route }) => splitProblemOf(topology, thing(topology.services, service.key), route) ?? [],
    ),
};
