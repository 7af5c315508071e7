import { Route, type RouteConfig } from '@cdktf/provider-aws/lib/route';
import { Construct } from 'constructs';

export interface NetworkRoutesProps {
  readonly routes: readonly NetworkRoute[];
  readonly leadTo: NetworkRouteTarget;
}

export interface NetworkRoute {
  /** Distinguishes the route from others to the same network; a part of its address. */
  readonly id?: string;
  readonly routeTableId: string;
  /** Block of another network. */
  readonly cidr: string;
}

export type NetworkRouteTarget =
  | Required<Pick<RouteConfig, 'vpcPeeringConnectionId'>>
  | Required<Pick<RouteConfig, 'transitGatewayId'>>;

/**
 * Sends packets for another network to the target `leadTo`. Whatever the target, the routes are the same resources: AWS
 * refuses a second route to a network, and changes the target of a route in place (EC2 API, ReplaceRoute).
 */
export class NetworkRoutes extends Construct {
  constructor(scope: Construct, id: string, { routes, leadTo }: NetworkRoutesProps) {
    super(scope, id);
    for (const { id: routeId = Route.tfResourceType, routeTableId, cidr } of routes) {
      new Route(this, routeId, { routeTableId, destinationCidrBlock: cidr, ...leadTo });
    }
  }
}
