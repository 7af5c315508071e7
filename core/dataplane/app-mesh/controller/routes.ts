import { defined } from '../../../base/properties';
import type { Closed, RetryPolicy, Route } from '../../../topology';
import type { ManifestTree } from '../../pods/specs';
import { durationOf, timeoutOf } from './listeners';
import { httpMatchOf, listOf, namedMatchOf } from './matches';
import { nodeReference, type Scope } from './scope';

/** A route of a router, within the resource of the router. */
export function routeOf(scope: Scope, route: Closed<Route>): ManifestTree {
  const { name, priority, protocol, targets, match, retry, timeout } = route;
  return defined({
    name,
    priority,
    [`${protocol}Route`]: defined({
      match: MATCH[protocol](match),
      action: {
        weightedTargets: targets.map(({ workload, weight, port }) =>
          defined({ ...nodeReference(scope, workload), weight, port }),
        ),
      },
      // A tcp route has none.
      retryPolicy: protocol === 'tcp' ? undefined : retry && retryOf(retry, protocol),
      timeout: timeout && timeoutOf(timeout, protocol),
    }),
  });
}

type Match = Closed<Route>['match'];

const httpMatch = (match: Match) => defined({ ...httpMatchOf(match), scheme: match.scheme });

/** The criteria by protocol; the resource has them always, be they empty. */
const MATCH: Readonly<Record<Route['protocol'], (match: Match) => ManifestTree>> = {
  http: httpMatch,
  http2: httpMatch,
  grpc: ({ serviceName, methodName, metadata, port }) =>
    defined({ serviceName, methodName, metadata: listOf(metadata.map(namedMatchOf)), port }),
  tcp: ({ port }) => defined({ port }),
};

const retryOf = (
  { maxRetries, perRetryTimeout, httpEvents, tcpEvents, grpcEvents }: Closed<RetryPolicy>,
  protocol: Route['protocol'],
) =>
  defined({
    maxRetries,
    perRetryTimeout: durationOf(perRetryTimeout),
    httpRetryEvents: listOf(httpEvents),
    tcpRetryEvents: listOf(tcpEvents),
    grpcRetryEvents: protocol === 'grpc' ? listOf(grpcEvents) : undefined,
  });
