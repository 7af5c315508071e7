import { withBody, type Correction } from './correction';

/** An attachment has the tags with which it was created. */
export const ec2AttachmentTags: Correction = {
  service: 'ec2',
  operations: ['CreateTransitGatewayVpcAttachment'],
  reason:
    'AWS tags an attachment of a transit gateway when it is created; moto reads the tags for a route table instead',
  moto: '5.2.5',
  seen: 'aws_ec2_transit_gateway_vpc_attachment with tags: an update on the second plan',
  answer(call, forward) {
    const body = call.body.replaceAll(
      /(TagSpecifications?\.\d+\.ResourceType=)transit-gateway-attachment/g,
      '$1transit-gateway-route-table',
    );
    return forward(withBody(call, body));
  },
};
