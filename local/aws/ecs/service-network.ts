import { queryCall, textOf } from '../corrections/correction';
import { elementContents, elementText } from '../corrections/xml';
import type { Call } from '../call';
import { listField, type Fields } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import type { Violation } from './definition';

/** The network of a service: its VPC, or what is wrong. */
export type Network =
  | { readonly ok: true; readonly vpc: string }
  | { readonly ok: false; readonly violation: Violation };

/** Checks the subnets and security groups of a service (`awsvpcConfiguration`). */
export async function networkOf(call: Call, vpcConfiguration: Fields, forward: Forward): Promise<Network> {
  const subnets = listField(vpcConfiguration, 'subnets').map(String);
  const groups = listField(vpcConfiguration, 'securityGroups').map(String);
  if (subnets.length === 0) return wrong('ecs/network', 'no subnets');
  const vpcs = await vpcsOf(call, forward, 'Subnet', subnets);
  const [vpc, other] = [...new Set(vpcs)];
  if (vpcs.length < new Set(subnets).size || vpc === undefined || other !== undefined)
    return wrong('ecs/subnets', subnets.join(', '));
  if (groups.length === 0) return { ok: true, vpc };
  const ofGroups = await vpcsOf(call, forward, 'SecurityGroup', groups);
  return ofGroups.length === new Set(groups).size && ofGroups.every((one) => one === vpc)
    ? { ok: true, vpc }
    : wrong('ecs/security-groups', groups.join(', '));
}

const actions = {
  Subnet: { Action: 'DescribeSubnets', filter: 'subnet-id' },
  SecurityGroup: { Action: 'DescribeSecurityGroups', filter: 'group-id' },
} as const;

/** The VPCs of those that exist. */
async function vpcsOf(
  call: Call,
  forward: Forward,
  kind: keyof typeof actions,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { Action, filter } = actions[kind];
  const values = Object.fromEntries(ids.map((id, index) => [`Filter.1.Value.${index + 1}`, id]));
  const asked = { Action, Version: '2016-11-15', 'Filter.1.Name': filter, ...values };
  return elementContents(textOf(await forward(queryCall(call, 'ec2', asked))), 'vpcId');
}

/** A target group as a service needs it; undefined where it does not exist. */
export async function targetGroupOf(
  call: Call,
  arn: string,
  forward: Forward,
): Promise<{ readonly vpc: string; readonly type: string; readonly isUsed: boolean } | undefined> {
  const asked = { Action: 'DescribeTargetGroups', Version: '2015-12-01', 'TargetGroupArns.member.1': arn };
  const answer = await forward(queryCall(call, 'elasticloadbalancing', asked));
  const xml = textOf(answer);
  if (answer.status !== 200 || !xml.includes(arn)) return undefined;
  return {
    vpc: elementText(xml, 'VpcId') ?? '',
    type: elementText(xml, 'TargetType') ?? '',
    // moto knows those of the listeners that were created, and not where a listener was changed to lead to.
    isUsed: /<LoadBalancerArns>\s*<member>/.test(xml) || (await isListenedTo(call, arn, forward)),
  };
}

/** As many load balancers as Elastic Load Balancing lists at once. */
const PAGE = '400';

/** Whether a listener of the account forwards to a target group by default. */
async function isListenedTo(call: Call, arn: string, forward: Forward): Promise<boolean> {
  const ask = async (asked: Readonly<Record<string, string>>): Promise<string> =>
    textOf(await forward(queryCall(call, 'elasticloadbalancing', { Version: '2015-12-01', ...asked })));
  const balancers = await ask({ Action: 'DescribeLoadBalancers', PageSize: PAGE });
  for (const LoadBalancerArn of new Set(elementContents(balancers, 'LoadBalancerArn')))
    if ((await ask({ Action: 'DescribeListeners', LoadBalancerArn })).includes(arn)) return true;
  return false;
}

const wrong = (...violation: Violation): Network => ({ ok: false, violation });
