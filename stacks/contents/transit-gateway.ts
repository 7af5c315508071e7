import { at } from '../../core/topology';
import { TransitGateway } from '../../modules/transit-gateway/transit-gateway';
import {
  TransitGatewayAttachment,
  type TransitGatewayRoute,
} from '../../modules/transit-gateway/transit-gateway-attachment';
import type { MeshStack } from '../mesh-stack';
import { reachedCidrsOf } from '../subnets';
import type { Builder } from '../walk';
import { sharedBefore } from './mesh-object';

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
    routes: neighboursOf(stack).flatMap((neighbour) => routesTo(stack, neighbour)),
    after: sharedBefore(stack),
  });
};

/** A created network has one block and one private route table; those of an existing one are counted. */
function routesTo(stack: MeshStack, neighbour: string): readonly TransitGatewayRoute[] {
  const { account } = stack.spec;
  const { accounts } = stack.site.topology;
  const own = at(accounts, account).network;
  const other = at(accounts, neighbour).network;
  const tables =
    own.kind === 'existing'
      ? own.routeTables.private
      : [stack.wiring.of({ kind: 'private-route-table-id', account })];
  return tables.flatMap((routeTableId, table) =>
    reachedCidrsOf(other).map((cidr, block) => ({
      id: [
        neighbour,
        ...(other.kind === 'existing' ? [`block-${block + 1}`] : []),
        ...(own.kind === 'existing' ? [`table-${table + 1}`] : []),
      ].join('_'),
      routeTableId,
      cidr,
    })),
  );
}

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
