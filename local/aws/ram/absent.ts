import { isRecord, parsedJson } from '../../../core/base/json';
import type { Call } from '../call';
import { queryCall, targetCall, textOf } from '../corrections/correction';
import type { Forward } from '../moto-proxy';

/** The request for a resource of a kind by its id. */
type Question = (call: Call, id: string) => Call;

const ec2 =
  (action: string, parameter: string): Question =>
  (call, id) =>
    queryCall(call, 'ec2', { Action: action, Version: '2016-11-15', [parameter]: id });

/** The kinds that RAM shares and moto has, by the service and the beginning of the resource in their ARNs. */
const questions: Readonly<Record<string, Question>> = {
  'ec2:subnet': ec2('DescribeSubnets', 'SubnetId.1'),
  'ec2:prefix-list': ec2('DescribeManagedPrefixLists', 'PrefixListId.1'),
  'ec2:transit-gateway': ec2('DescribeTransitGateways', 'TransitGatewayIds.1'),
  'servicediscovery:namespace': (call, id) =>
    targetCall(call, 'servicediscovery', 'Route53AutoNaming_v20170314.GetNamespace', { Id: id }),
};

/** The resources that a request wants to share but that do not exist in moto. */
export async function absentResources(call: Call, forward: Forward): Promise<ReadonlySet<string>> {
  const asked = call.body.includes('"resourceArns"') ? parsedJson(call.body) : undefined;
  const arns: unknown = isRecord(asked) ? asked['resourceArns'] : undefined;
  const absent = new Set<string>();
  if (!Array.isArray(arns)) return absent;
  for (const arn of arns) {
    if (typeof arn !== 'string') continue;
    const [, , service, , account, resource = ''] = arn.split(':');
    const [kind = '', id = ''] = resource.split('/');
    const key = `${service}:${kind}`;
    const question = Object.hasOwn(questions, key) ? questions[key] : undefined;
    if (question === undefined || account !== call.caller.account) continue;
    const answer = await forward(question(call, id));
    if (answer.status >= 300 || !textOf(answer).includes(id)) absent.add(arn);
  }
  return absent;
}
