import type { Part } from '../world';
import { textOf, type Correction } from './correction';
import { elementText } from './xml';

/** The last response about each deleted attachment. */
const part: Part<Record<string, string>> = { name: 'ec2-deleted-attachments', empty: () => ({}) };

/** A deleted attachment stays visible as deleted. */
export const ec2TransitGatewayAttachment: Correction = {
  service: 'ec2',
  operations: ['DeleteTransitGatewayVpcAttachment', 'DescribeTransitGatewayVpcAttachments'],
  reason: 'AWS shows a deleted attachment as "deleted" for a while; moto removes it at once',
  moto: '5.2.5',
  seen: "destroy of aws_ec2_transit_gateway_vpc_attachment fails: couldn't find resource (21 retries)",
  async answer(call, forward, world) {
    const answer = await forward(call);
    const id = /tgw-attach-[0-9a-f]+/.exec(decodeURIComponent(call.body))?.[0];
    if (answer.status !== 200 || id === undefined) return answer;
    const [xml, deleted] = [textOf(answer), world.part(part)];
    const view = /<transitGatewayVpcAttachment>([\s\S]*)<\/transitGatewayVpcAttachment>/.exec(xml)?.[1];
    if (call.body.includes('Action=DeleteTransitGatewayVpcAttachment')) {
      const known = view ?? `<transitGatewayAttachmentId>${id}</transitGatewayAttachmentId><state></state>`;
      deleted[id] = known.replace(/<state>[^<]*<\/state>/, '<state>deleted</state>');
      return answer;
    }
    const last = deleted[id];
    if (last === undefined || elementText(xml, 'transitGatewayAttachmentId') !== undefined) return answer;
    return {
      ...answer,
      body: xml.replace(
        /<transitGatewayVpcAttachments\s*\/>|<transitGatewayVpcAttachments>\s*<\/transitGatewayVpcAttachments>/,
        `<transitGatewayVpcAttachments><item>${last}</item></transitGatewayVpcAttachments>`,
      ),
    };
  },
};
