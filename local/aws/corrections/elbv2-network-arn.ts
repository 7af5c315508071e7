import type { Call } from '../call';
import { parametersOf } from '../query-protocol';
import type { Part, World } from '../world';
import { textOf, withBody, type Correction } from './correction';
import { elementText } from './xml';

/** The network load balancers, by account, region and the name and id in their ARN. */
const part: Part<Record<string, true>> = { name: 'elbv2-network', empty: () => ({}) };

/** The ARN of a load balancer contains its type. */
export const elbv2NetworkArn: Correction = {
  service: 'elasticloadbalancing',
  operations: 'all',
  reason:
    'the ARNs of a network load balancer, and of its listeners, have `net` where moto writes `app` for all types',
  moto: '5.2.5',
  seen: 'arn and arn_suffix of aws_lb with load_balancer_type network',
  async answer(call, forward, world) {
    const answer = await forward(inMoto(call));
    if (answer.status !== 200) return answer;
    const xml = textOf(answer);
    if (parametersOf(call).get('Action') === 'CreateLoadBalancer') note(call, world, xml);
    return { ...answer, body: fromMoto(call, world, xml) };
  },
};

const inArn = /(:(?:loadbalancer|listener|listener-rule)\/)(app|net)(\/[^/<&]+\/[0-9a-f]+)/g;

/** The request with the ARNs that moto has. */
function inMoto(call: Call): Call {
  const changed = [...new URLSearchParams(call.body)].map(([name, value]): [string, string] => [
    name,
    value.replaceAll(inArn, '$1app$3'),
  ]);
  return call.method === 'POST' ? withBody(call, new URLSearchParams(changed).toString()) : call;
}

function note(call: Call, world: World, xml: string): void {
  const [, , , which] = new RegExp(inArn.source).exec(elementText(xml, 'LoadBalancerArn') ?? '') ?? [];
  if (which !== undefined && elementText(xml, 'Type') === 'network')
    world.part(part)[key(call, which)] = true;
}

const key = ({ caller, region }: Call, which: string): string => `${caller.account} ${region} ${which}`;

function fromMoto(call: Call, world: World, xml: string): string {
  const networks = world.part(part);
  return xml.replaceAll(inArn, (arn, before: string, _type: string, which: string) =>
    networks[key(call, which)] ? `${before}net${which}` : arn,
  );
}
