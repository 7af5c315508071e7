import { routesOf } from '../../routes/walk';
import { hit, type AppMeshRule } from './rule';

/** Some target of a route gets traffic. */
export const zeroWeights: AppMeshRule = {
  id: 'app-mesh/zero-weights',
  severity: 'error',
  sentence: 'no target of a route gets traffic',
  source: 'assumed',
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
