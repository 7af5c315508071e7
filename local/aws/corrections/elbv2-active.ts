import { textOf, type Correction } from './correction';

/** A load balancer is active as soon as it is created. */
export const elbv2Active: Correction = {
  service: 'elasticloadbalancing',
  operations: ['CreateLoadBalancer', 'DescribeLoadBalancers'],
  // DEVIATION from Elastic Load Balancing: a load balancer is provisioned for some minutes.
  reason:
    'here nothing is provisioned, so a load balancer is active at once; moto answers that it is provisioned until it was asked twice',
  moto: '5.2.5',
  seen: 'aws_lb takes 60 seconds to create, 30 of which the provider waits before it first asks',
  async answer(call, forward) {
    const answer = await forward(call);
    return answer.status === 200
      ? { ...answer, body: textOf(answer).replaceAll('<Code>provisioning</Code>', '<Code>active</Code>') }
      : answer;
  },
};
