import { at as thing } from '../../../topology';
import { splitProblemOf } from '../assets/route-parts';
import { routesOf } from '../walk';
import { refusal, type Rule } from './rule';

/** A member's route to another account can be put before its own local part. */
export const splitPriority: Rule = (topology, lowered) =>
  routesOf(lowered).flatMap(({ service, route }) => {
    const problem = splitProblemOf(topology, thing(topology.services, service.key), route);
    return problem === undefined
      ? []
      : [refusal('app-mesh/split-priority', problem.at, problem.summary, problem.fix)];
  });
