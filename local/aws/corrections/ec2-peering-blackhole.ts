import type { Forward } from '../moto-proxy';
import type { Call } from '../call';
import { queryCall, textOf, type Correction } from './correction';
import { elementContents, elementText } from './xml';

/** Routes over a peering that isn't accepted drop packets. */
export const ec2PeeringBlackhole: Correction = {
  service: 'ec2',
  operations: ['DescribeRouteTables'],
  reason:
    'a route over a peering that is not active has the state "blackhole" in AWS; in moto it is always "active"',
  moto: '5.2.5',
  seen: '`aws ec2 describe-route-tables` before the peering is accepted',
  async answer(call, forward) {
    const answer = await forward(call);
    const xml = textOf(answer);
    const peerings = new Set(xml.match(/pcx-[0-9a-f]+/g));
    if (answer.status !== 200 || peerings.size === 0) return answer;
    const active = await activePeerings(call, forward);
    const body = xml.replaceAll(/<item>(?:(?!<item>)[\s\S])*?<\/item>/g, (item) => {
      const peering = elementText(item, 'vpcPeeringConnectionId');
      return peering === undefined || active.has(peering)
        ? item
        : item.replace(/<state>active<\/state>/, '<state>blackhole</state>');
    });
    return { ...answer, body };
  },
};

async function activePeerings(call: Call, forward: Forward): Promise<ReadonlySet<string>> {
  const asked = queryCall(call, 'ec2', { Action: 'DescribeVpcPeeringConnections', Version: '2016-11-15' });
  const xml = textOf(await forward(asked));
  // Each connection's status follows its id; the VPCs of both sides are items inside it.
  const ids = elementContents(xml, 'vpcPeeringConnectionId');
  const codes = elementContents(xml, 'status').map((status) => elementText(status, 'code'));
  return new Set(ids.filter((_, index) => codes[index] === 'active'));
}
