import { isLiveAccount } from '../../dataplane/live';
import type { CheckerRule } from '../rule';

export const idleGateway: CheckerRule = {
  id: 'topology/idle-gateway',
  severity: 'warning',
  sentence: 'a gateway has no routes, so it forwards nothing',
  source: 'meshspan',
  hitsOf: ({ topology }) =>
    Object.values(topology.gateways)
      .filter(({ account, routes }) => routes.length === 0 && isLiveAccount(topology, account))
      .map(({ key, at }) => ({
        at: [...at, 'routes'],
        summary: `gateway "${key}" has no routes: it accepts requests from outside and forwards none`,
        fix: `add a route, such as { name: 'all', service: '${Object.keys(topology.services)[0] ?? 'KEY'}' }, or remove the gateway`,
      })),
};
