import { AppmeshRoute, type AppmeshRouteSpec } from '@cdktf/provider-aws/lib/appmesh-route';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { Closed, RetryPolicy, Route as RouteSpec } from '../../core/topology';
import { httpMatchOf, namedMatchOf } from './match';
import { meshArgumentsOf, type MeshObjectProps } from './mesh-object';
import { timeoutOf } from './listener';

export interface RouteProps extends MeshObjectProps {
  readonly routerName: string;
  readonly spec: Closed<RouteSpec>;
  /** Node names by workload. */
  readonly nodeNames: Readonly<Record<string, string>>;
}

/** A route of a virtual router. */
export class Route extends Construct {
  readonly step: AppmeshRoute;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    const { routerName, spec, nodeNames } = props;
    this.step = new AppmeshRoute(this, AppmeshRoute.tfResourceType, {
      ...meshArgumentsOf(props),
      name: spec.name,
      virtualRouterName: routerName,
      spec: defined({ priority: spec.priority, ...ruleOf(spec, nodeNames) }),
    });
  }
}

function ruleOf(spec: Closed<RouteSpec>, nodeNames: Readonly<Record<string, string>>): AppmeshRouteSpec {
  const { protocol, match, retry } = spec;
  const action = {
    weightedTarget: spec.targets.map(({ workload, weight, port }) =>
      defined({ virtualNode: nodeNames[workload] ?? workload, weight, port }),
    ),
  };
  const timeout = timeoutOf(spec.timeout, protocol)?.[protocol];
  switch (protocol) {
    case 'http':
      return {
        httpRoute: defined({
          action,
          match: requestMatchOf(match),
          retryPolicy: httpRetryOf(retry),
          timeout,
        }),
      };
    case 'http2':
      return {
        http2Route: defined({
          action,
          match: requestMatchOf(match),
          retryPolicy: httpRetryOf(retry),
          timeout,
        }),
      };
    case 'grpc':
      return {
        grpcRoute: defined({ action, match: grpcMatchOf(match), retryPolicy: grpcRetryOf(retry), timeout }),
      };
    case 'tcp': {
      const { port } = match;
      return { tcpRoute: defined({ action, match: port === undefined ? undefined : { port }, timeout }) };
    }
  }
}

const requestMatchOf = (match: Closed<RouteSpec>['match']) =>
  defined({ ...httpMatchOf(match), method: match.method, scheme: match.scheme });

function grpcMatchOf({ prefix, serviceName, methodName, metadata, port }: Closed<RouteSpec>['match']) {
  return defined({
    prefix,
    serviceName,
    methodName,
    metadata: metadata.length > 0 ? metadata.map(namedMatchOf) : undefined,
    port,
  });
}

function httpRetryOf(retry: Closed<RetryPolicy> | undefined) {
  return (
    retry &&
    defined({
      maxRetries: retry.maxRetries,
      perRetryTimeout: retry.perRetryTimeout,
      httpRetryEvents: listOf(retry.httpEvents),
      tcpRetryEvents: listOf(retry.tcpEvents),
    })
  );
}

function grpcRetryOf(retry: Closed<RetryPolicy> | undefined) {
  const policy = httpRetryOf(retry);
  return policy && retry && defined({ ...policy, grpcRetryEvents: listOf(retry.grpcEvents) });
}

const listOf = (events: readonly string[]) => (events.length > 0 ? [...events] : undefined);
