import { TransitGateway } from '../../modules/transit-gateway/transit-gateway';
import { TransitGatewayAttachment } from '../../modules/transit-gateway/transit-gateway-attachment';
import type { MeshStack } from '../mesh-stack';
import type { Builder } from '../walk';
import { sharedBefore } from './mesh-object';
import { routesTo } from './network';

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
  stack.made.transitGatewayAttachment = new TransitGatewayAttachment(
    stack.part('transit-gateway-attachment'),
    'attachment',
    {
      name: `${stack.site.topology.mesh.name}-${account}`,
      gatewayId: stack.wiring.of({ kind: 'transit-gateway-id' }),
      vpcId: stack.wiring.of({ kind: 'vpc-id', account }),
      subnetIds: stack.wiring.listOf({ kind: 'private-subnet-ids', account }),
      after: sharedBefore(stack),
    },
  );
};

export const transitGatewayRoute: Builder<'transit-gateway-route'> = (stack, { peer }) => {
  // In a second stack the attachment stands already, in the first.
  const attached = stack.made.transitGatewayAttachment?.gatewayId;
  routesTo(stack, peer, {
    transitGatewayId: attached ?? stack.wiring.of({ kind: 'transit-gateway-id' }),
  });
};
