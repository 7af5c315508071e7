import { routesOf } from '../walk';
import { refusal, type Rule } from './rule';

/** Some target of a route takes traffic. */
export const zeroWeights: Rule = (_, lowered) =>
  routesOf(lowered)
    .filter(({ route }) => route.targets.every(({ weight }) => weight === 0))
    .map(({ service, route }) =>
      refusal(
        'app-mesh/zero-weights',
        route.at,
        `no target of route "${route.name}" of "${service.key}" has a weight above 0`,
        'give at least one of them a weight, such as 100',
      ),
    );
