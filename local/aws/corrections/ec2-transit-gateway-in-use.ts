import type { Answer, Call } from '../call';
import { parametersOf } from '../query-protocol';
import { refusal, rules } from '../rules';
import { queryCall, textOf, type Correction } from './correction';
import { elementContents, elementText } from './xml';

/** A gateway with attached networks isn't deleted. */
export const ec2TransitGatewayInUse: Correction = {
  service: 'ec2',
  operations: ['DeleteTransitGateway'],
  reason:
    'AWS refuses to delete a transit gateway that has attachments; moto deletes it, and they refer to no gateway',
  moto: '5.2.5',
  seen: '`aws ec2 delete-transit-gateway` with an attachment succeeds',
  async answer(call, forward) {
    const id = parametersOf(call).get('TransitGatewayId') ?? '';
    const asked = {
      Action: 'DescribeTransitGatewayVpcAttachments',
      Version: '2016-11-15',
      'Filter.1.Name': 'transit-gateway-id',
      'Filter.1.Value.1': id,
    };
    const attachments = elementContents(textOf(await forward(queryCall(call, 'ec2', asked))), 'item');
    return attachments.some((one) => elementText(one, 'transitGatewayId') === id)
      ? refused(call, id)
      : await forward(call);
  },
};

/** EC2 wraps its errors in other elements than the rest of the query protocol. */
function refused(call: Call, id: string): Answer {
  const rule = 'ec2/transit-gateway-in-use';
  const { status, code } = rules[rule];
  const { message } = refusal(rule, id);
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': call.requestId, 'x-meshspan-rule': rule },
    body: `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>${call.requestId}</RequestID></Response>`,
  };
}
