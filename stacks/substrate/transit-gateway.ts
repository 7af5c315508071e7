import { TransitGateway } from '../../modules/transit-gateway/transit-gateway';
import { TransitGatewayAttachment } from '../../modules/transit-gateway/transit-gateway-attachment';
import type { Builder } from './builder';
import { sharedBefore } from './shared-before';
import { routesTo } from './network';

export const transitGateway: Builder<'transit-gateway'> = (stack) => {
  const gateway = new TransitGateway(stack.part('transit-gateway'), 'gateway', {
    name: stack.site.topology.mesh.name,
  });
  stack.wiring.output({ kind: 'transit-gateway-id' }, gateway.gatewayId);
  stack.wiring.output({ kind: 'transit-gateway-arn' }, gateway.gatewayArn);
};

export const transitGatewayAttachment: Builder<'transit-gateway-attachment'> = (stack) => {
  const { account } = stack.spec;
  stack.built.transitGatewayAttachment = new TransitGatewayAttachment(
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
  // In a second stack, the attachment already exists in the first.
  const attached = stack.built.transitGatewayAttachment?.gatewayId;
  routesTo(stack, peer, {
    transitGatewayId: attached ?? stack.wiring.of({ kind: 'transit-gateway-id' }),
  });
};
