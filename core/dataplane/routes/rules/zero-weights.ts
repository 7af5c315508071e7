import { DOCUMENTS } from '../../documents';
import { routesOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** Some target of a route gets traffic (Envoy API, `WeightedCluster`: the sum of the weights is greater than 0). */
export const zeroWeights: PlaneRule = {
  id: 'route/zero-weights',
  severity: 'error',
  sentence: 'no target of a route gets traffic',
  source: DOCUMENTS.envoyRoutes,
  hitsOf: (topology) =>
    routesOf(topology)
      .filter(({ route }) => route.targets.every(({ weight }) => weight === 0))
      .map(({ service, route }) =>
        hit(
          route.at,
          `no target of route "${route.name}" of "${service.key}" has a weight above 0`,
          'give at least one of them a weight, such as 100',
        ),
      ),
};
