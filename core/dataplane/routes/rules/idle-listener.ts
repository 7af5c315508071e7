import { isParameterRef } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { sameValue } from '../../live';
import { routersOf } from '../walk';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';

/** A router listens where some route uses its requests (App Mesh user guide, "Virtual routers"). */
export const idleListener: PlaneRule = {
  id: 'route/idle-listener',
  severity: 'warning',
  sentence: 'a router listens on a port that none of its routes uses',
  source: DOCUMENTS.routers,
  hitsOf: (topology) =>
    routersOf(topology).flatMap(({ service: { key, at }, router }) => {
      const ports = router.routes.map(({ match }) => match.port);
      if (ports.some((port) => port === undefined || isParameterRef(port))) return [];
      return router.listeners.flatMap(({ port }) =>
        isParameterRef(port) || ports.some((each) => each !== undefined && sameValue(each, port))
          ? []
          : [
              hit(
                at,
                `the router of service "${key}" listens on ${port}, and none of its routes matches requests on that port`,
                `add a route with port: ${port}, or write routerListens without it`,
              ),
            ],
      );
    }),
};
