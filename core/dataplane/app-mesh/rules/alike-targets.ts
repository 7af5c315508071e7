import { DOCUMENTS } from '../../documents';
import { alikePairsIn } from '../alike';
import { routesOf } from '../walk';
import { hit, type AppMeshRule } from './rule';

/** Targets of a route are found at different places, or the weights between them mean nothing. */
export const alikeTargets: AppMeshRule = {
  id: 'app-mesh/alike-targets',
  severity: 'error',
  sentence: 'two targets of a route are found at the same addresses and port',
  source: DOCUMENTS.nodes,
  hitsOf: (topology, lowered) =>
    routesOf(lowered).flatMap(({ service, route }) =>
      alikePairsIn(topology, route).map(([first, other]) =>
        hit(
          route.at,
          `route "${route.name}" of service "${service.key}" leads to "${first}" and "${other}", which have the same discovery and port, so each of them gets the requests of both`,
          `give "${other}" a discovery of its own: another host name, another Cloud Map service, or in the same one attributes: { version: '${other}' } and at "${first}" attributes: { version: '${first}' }`,
        ),
      ),
    ),
};
