import type { GatewayRoute, NamedMatch, Route, RouteMatch } from '../../../../core/topology';

/** The member of a spec that has the rule of a protocol. */
const member = (protocol: Route['protocol']): string => `${protocol}Route`;

/** The `spec` of a route. */
export const routeSpecOf = (route: Route, nodeName: (workload: string) => string): object => ({
  priority: route.priority,
  [member(route.protocol)]: {
    action: {
      weightedTargets: route.targets.map(({ workload, weight, port }) => ({
        virtualNode: nodeName(workload),
        weight,
        port,
      })),
    },
    match: matchOf(route.match),
    retryPolicy: route.retry && {
      maxRetries: route.retry.maxRetries,
      perRetryTimeout: route.retry.perRetryTimeout,
      httpRetryEvents: unlessEmpty(route.retry.httpEvents),
      tcpRetryEvents: unlessEmpty(route.retry.tcpEvents),
      grpcRetryEvents: unlessEmpty(route.retry.grpcEvents),
    },
    timeout: route.timeout,
  },
});

/** The `spec` of a gateway route. */
export function gatewayRouteSpecOf(route: GatewayRoute, serviceName: (service: string) => string): object {
  const { protocol, priority, match, service, targetPort, rewrite } = route;
  const { hostname } = match;
  return {
    priority,
    [member(protocol)]: {
      action: {
        target: { port: targetPort, virtualService: { virtualServiceName: serviceName(service) } },
        rewrite:
          Object.keys(rewrite).length === 0
            ? undefined
            : {
                hostname: rewrite.hostname && { defaultTargetHostname: rewrite.hostname },
                path: rewrite.path && { exact: rewrite.path },
                prefix:
                  rewrite.prefix &&
                  (rewrite.prefix.kind === 'default'
                    ? { defaultPrefix: rewrite.prefix.value }
                    : { value: rewrite.prefix.value }),
              },
      },
      match: { ...matchOf(match), hostname: hostname && { [hostname.kind]: hostname.value } },
    },
  };
}

const matchOf = (match: RouteMatch): object => ({
  prefix: match.prefix,
  path: match.path && { [match.path.kind]: match.path.value },
  method: match.method,
  scheme: match.scheme,
  headers: unlessEmpty(match.headers.map(namedOf)),
  metadata: unlessEmpty(match.metadata.map(namedOf)),
  queryParameters: unlessEmpty(
    match.query.map(({ name, exact }) => ({ name, ...(exact !== undefined && { match: { exact } }) })),
  ),
  port: match.port,
  serviceName: match.serviceName,
  methodName: match.methodName,
});

function namedOf({ name, invert, match }: NamedMatch): object {
  if (match.kind === 'present') return { name, invert };
  return {
    name,
    invert,
    match:
      match.kind === 'range'
        ? { range: { start: match.start, end: match.end } }
        : { [match.kind]: match.value },
  };
}

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);
