import { parametersOf } from '../query-protocol';
import type { Part } from '../world';
import { textOf, type Correction } from './correction';

/** Whether rules apply to what comes through PrivateLink, by the ARN of a network load balancer. */
const part: Part<Record<string, string>> = { name: 'elbv2-private-link', empty: () => ({}) };

const parameter = 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic';

/** The rules of a network load balancer's security groups apply to what comes through PrivateLink. */
export const elbv2PrivateLink: Correction = {
  service: 'elasticloadbalancing',
  operations: ['CreateLoadBalancer', 'DescribeLoadBalancers', 'SetSecurityGroups'],
  reason: `AWS answers ${parameter} of a network load balancer, "on" unless another value is set; moto does not know it`,
  moto: '5.2.5',
  seen: 'every plan wants to set enforce_security_group_inbound_rules_on_private_link_traffic of aws_lb',
  async answer(call, forward, world) {
    const answer = await forward(call);
    if (answer.status !== 200) return answer;
    const set = world.part(part);
    const asked = parametersOf(call);
    const [arn, wanted] = [asked.get('LoadBalancerArn'), asked.get(parameter)];
    if (arn !== null && wanted !== null) set[arn] = wanted;
    const body = textOf(answer).replaceAll(
      /<LoadBalancerArn>([^<]*\/net\/[^<]*)<\/LoadBalancerArn>/g,
      (element, balancer: string) => `${element}<${parameter}>${set[balancer] ?? 'on'}</${parameter}>`,
    );
    return { ...answer, body };
  },
};
