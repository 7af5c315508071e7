import { at } from '../../core/topology';
import { FlowLog } from '../../modules/network/flow-log';
import { Network } from '../../modules/network/network';
import { NetworkRoutes, type NetworkRouteTarget } from '../../modules/network/network-routes';
import { PeeringAcceptance } from '../../modules/peering/peering-acceptance';
import { PeeringRequest } from '../../modules/peering/peering-request';
import type { MeshStack } from '../mesh-stack';
import { subnetsOf } from '../../core/topology/subnets';
import { reachedCidrsOf } from '../subnets';
import type { Builder } from './builder';

export const network: Builder<'network'> = (stack) => {
  const { account } = stack.spec;
  const { mesh, accounts } = stack.site.topology;
  const spec = createdNetworkOf(stack, account);
  const name = `${mesh.name}-${account}`;
  const part = stack.part('network');
  const made = new Network(part, 'network', { name, cidr: spec.cidr, zones: subnetsOf(spec) });
  const { flowLogs } = spec;
  if (flowLogs.kind !== 'none')
    new FlowLog(part, 'flow-log', {
      name,
      vpcId: made.vpcId,
      accountId: at(accounts, account).id,
      ...(flowLogs.kind === 's3' && { bucket: flowLogs.bucket }),
      ...(flowLogs.kind === 'log-group' && { logGroup: flowLogs.logGroup }),
    });
  stack.wiring.output({ kind: 'vpc-id', account }, made.vpcId);
  stack.wiring.output({ kind: 'private-route-table-id', account }, made.privateRouteTableId);
  stack.wiring.output({ kind: 'private-subnet-ids', account }, made.privateSubnetIds);
  if (made.publicSubnetIds.length > 0)
    stack.wiring.output({ kind: 'public-subnet-ids', account }, made.publicSubnetIds);
};

export const peeringRequest: Builder<'peering-request'> = (stack, { peer }) => {
  const { account } = stack.spec;
  const { accounts } = stack.site.topology;
  const made = new PeeringRequest(stack.part(`peering_${peer}`), 'request', {
    name: peeringNameOf(stack, account, peer),
    vpcId: stack.wiring.of({ kind: 'vpc-id', account }),
    peerVpcId: stack.wiring.of({ kind: 'vpc-id', account: peer }),
    peerOwnerId: at(accounts, peer).id,
  });
  stack.wiring.output({ kind: 'peering-id', requester: account, peer }, made.peeringId);
  routesTo(stack, peer, { vpcPeeringConnectionId: made.peeringId });
};

export const peeringAcceptance: Builder<'peering-acceptance'> = (stack, { peer }) => {
  const { account } = stack.spec;
  const made = new PeeringAcceptance(stack.part(`peering_${peer}`), 'acceptance', {
    name: peeringNameOf(stack, peer, account),
    peeringId: stack.wiring.of({ kind: 'peering-id', requester: peer, peer: account }),
  });
  routesTo(stack, peer, { vpcPeeringConnectionId: made.peeringId });
};

const peeringNameOf = ({ site }: MeshStack, requester: string, peer: string): string =>
  `${site.topology.mesh.name}-${requester}-${peer}`;

/**
 * Sends packets of this account's private subnets to the network of a peer. A created network has one block and one
 * private route table; those of an existing one are numbered.
 */
export function routesTo(stack: MeshStack, peer: string, leadTo: NetworkRouteTarget): void {
  const { account } = stack.spec;
  const { accounts } = stack.site.topology;
  const own = at(accounts, account).network;
  const other = at(accounts, peer).network;
  const tables =
    own.kind === 'existing'
      ? own.routeTables.private
      : [stack.wiring.of({ kind: 'private-route-table-id', account })];
  const routes = tables.flatMap((routeTableId, table) =>
    reachedCidrsOf(other).map((cidr, block) => {
      const id = [
        ...(other.kind === 'existing' ? [`block-${block + 1}`] : []),
        ...(own.kind === 'existing' ? [`table-${table + 1}`] : []),
      ].join('_');
      return { routeTableId, cidr, ...(id === '' ? {} : { id }) };
    }),
  );
  new NetworkRoutes(stack.part(`to_account_${peer}`), 'routes', { routes, leadTo });
}

export function createdNetworkOf({ site }: MeshStack, account: string) {
  const found = at(site.topology.accounts, account).network;
  if (found.kind !== 'create') throw new Error(`the network of "${account}" is not created by meshspan`);
  return found;
}
