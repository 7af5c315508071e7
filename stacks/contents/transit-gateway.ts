import { TransitGateway } from '../../modules/transit-gateway/transit-gateway';
import {
  TransitGatewayAttachment,
  type TransitGatewayRoute,
} from '../../modules/transit-gateway/transit-gateway-attachment';
import type { MeshStack } from '../mesh-stack';
import type { Builder } from '../walk';
import { sharedBefore } from './mesh-object';
import { createdNetworkOf } from './network';

export const transitGateway: Builder<'transit-gateway'> = (stack) => {
  stack.wiring.tell({ kind: 'transit-gateway-id' }, transitGatewayOf(stack).gatewayId);
};

/** The gateway of this stack, which its shares name. */
export function transitGatewayOf(stack: MeshStack): TransitGateway {
  stack.made.transitGateway ??= new TransitGateway(stack.part('transit-gateway'), 'gateway', {
    name: stack.site.topology.mesh.name,
  });
  return stack.made.transitGateway;
}

export const transitGatewayAttachment: Builder<'transit-gateway-attachment'> = (stack) => {
  const { account } = stack.spec;
  new TransitGatewayAttachment(stack.part('transit-gateway-attachment'), 'attachment', {
    name: `${stack.site.topology.mesh.name}-${account}`,
    gatewayId: stack.wiring.of({ kind: 'transit-gateway-id' }),
    vpcId: stack.wiring.of({ kind: 'vpc-id', account }),
    subnetIds: stack.wiring.listOf({ kind: 'private-subnet-ids', account }),
    routes: neighboursOf(stack).map((neighbour): TransitGatewayRoute => ({
      id: neighbour,
      routeTableId: stack.wiring.of({ kind: 'private-route-table-id', account }),
      cidr: createdNetworkOf(stack, neighbour).cidr,
    })),
    after: sharedBefore(stack),
  });
};

/**
 * Accounts on the same gateway with which this one has a permitted connection, in either direction: what nobody calls
 * is not routed to, as with peering.
 */
function neighboursOf({ site, spec }: MeshStack): readonly string[] {
  const attached = new Set(
    site.plan.stacks
      .filter(({ contents }) => contents.some(({ kind }) => kind === 'transit-gateway-attachment'))
      .map(({ account }) => account),
  );
  const accountOf = new Map(site.lowered.parties.map(({ id, account }) => [id, account]));
  const met = new Set(
    site.lowered.connections.flatMap(({ client, server }) => {
      const ends = [accountOf.get(client), accountOf.get(server)];
      return ends.includes(spec.account) ? ends : [];
    }),
  );
  return Object.keys(site.topology.accounts).filter(
    (other) => other !== spec.account && attached.has(other) && met.has(other),
  );
}
