import {
  AppmeshGatewayRoute,
  type AppmeshGatewayRouteSpec,
} from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { Closed, GatewayRoute as GatewayRouteSpec } from '../../core/topology';
import { httpMatchOf } from './match';
import { meshArgumentsOf, type MeshObjectProps } from './mesh-object';

export interface GatewayRouteProps extends MeshObjectProps {
  readonly gatewayName: string;
  /** Name of the virtual service it sends to. */
  readonly serviceName: string;
  readonly spec: Closed<GatewayRouteSpec>;
}

/** A route from a virtual gateway to a service. */
export class GatewayRoute extends Construct {
  constructor(scope: Construct, id: string, props: GatewayRouteProps) {
    super(scope, id);
    const { gatewayName, serviceName, spec } = props;
    new AppmeshGatewayRoute(this, AppmeshGatewayRoute.tfResourceType, {
      ...meshArgumentsOf(props),
      name: spec.name,
      virtualGatewayName: gatewayName,
      spec: defined({ priority: spec.priority, ...ruleOf(spec, serviceName) }),
    });
  }
}

function ruleOf(spec: Closed<GatewayRouteSpec>, serviceName: string): AppmeshGatewayRouteSpec {
  const { protocol, match, targetPort } = spec;
  const target = defined({ virtualService: { virtualServiceName: serviceName }, port: targetPort });
  if (protocol === 'grpc') {
    const { serviceName: calledService, port } = match;
    if (calledService === undefined) throw new Error(`gateway route "${spec.name}" has no gRPC service name`);
    return { grpcRoute: { action: { target }, match: defined({ serviceName: calledService, port }) } };
  }
  const { hostname } = match;
  const rule = {
    action: defined({ target, rewrite: rewriteOf(spec.rewrite) }),
    match: defined({ ...httpMatchOf(match), hostname: hostname && { [hostname.kind]: hostname.value } }),
  };
  return protocol === 'http' ? { httpRoute: rule } : { http2Route: rule };
}

function rewriteOf({ hostname, prefix, path }: Closed<GatewayRouteSpec>['rewrite']) {
  if (hostname === undefined && prefix === undefined && path === undefined) return undefined;
  return defined({
    hostname: hostname === undefined ? undefined : { defaultTargetHostname: hostname },
    prefix:
      prefix === undefined
        ? undefined
        : prefix.kind === 'default'
          ? { defaultPrefix: prefix.value }
          : { value: prefix.value },
    path: path === undefined ? undefined : { exact: path },
  });
}
