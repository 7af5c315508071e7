import { Construct } from 'constructs';
import {
  loadBalancerNameValue,
  recordZoneIdValue,
  targetGroupArnValue,
} from '../../core/dataplane/tasks/contents';
import { zoneKeyOf } from '../../core/dataplane/tasks/records';
import type { LoadBalancerSpec } from '../../core/dataplane/tasks/load-balancer-specs';
import { AliasRecord } from '../../modules/dns-record/alias-record';
import { Listener } from '../../modules/load-balancer/listener';
import { LoadBalancer } from '../../modules/load-balancer/load-balancer';
import { TargetGroup } from '../../modules/load-balancer/target-group';
import type { MeshStack } from '../mesh-stack';
import { certificateArnOf } from '../substrate/certificate';
import { addressPart, terraformTexts } from '../text';
import type { Builder } from './builder';
import { loadBalancerGroup } from './load-balancer-group';

export const loadBalancer: Builder<'load-balancer'> = (context, { loadBalancer: id }) => {
  const { stack } = context;
  const spec = terraformTexts(context.loadBalancer(id));
  const { account, layer, name, deletionProtection, scheme } = spec;
  const key = id.replaceAll('/', '-');
  const part = stack.part(`load-balancer_${key}`, tagsOf(stack, spec));
  const made = new LoadBalancer(part, 'load-balancer', {
    name,
    layer,
    internal: scheme === 'internal',
    subnetIds: stack.wiring.listOf({
      kind: scheme === 'internal' ? 'private-subnet-ids' : 'public-subnet-ids',
      account,
    }),
    securityGroupId: loadBalancerGroup(stack, part, spec),
    deletionProtection,
    ...(spec.accessLogs === undefined ? {} : { accessLogs: spec.accessLogs }),
  });
  stack.wiring.output(loadBalancerNameValue(key), made.dnsName);
  listeners(stack, part, spec, made.loadBalancerArn);
  const records = new Construct(part, 'records');
  for (const { name: recordName, zone } of spec.records)
    new AliasRecord(records, addressPart(recordName), {
      name: recordName,
      zoneId: zone.kind === 'existing' ? zone.id : stack.wiring.of(recordZoneIdValue(zoneKeyOf(zone))),
      loadBalancer: made,
    });
};

/**
 * The listeners and the target groups behind them. A task may register in a target group only once a listener forwards to
 * it (ECS, `CreateService`): so its ARN is what the listener says.
 */
function listeners(stack: MeshStack, part: Construct, spec: LoadBalancerSpec, loadBalancerArn: string): void {
  const groups = new Construct(part, 'target-groups');
  const vpcId = stack.wiring.of({ kind: 'vpc-id', account: spec.account });
  const arns = new Map(
    spec.targetGroups.map(({ key, ...group }) => [
      key,
      new TargetGroup(groups, key, { ...group, vpcId }).targetGroupArn,
    ]),
  );
  const scope = new Construct(part, 'listeners');
  for (const { port, protocol, certificate, action } of spec.listeners) {
    const listener = new Listener(scope, String(port), {
      loadBalancerArn,
      port,
      protocol,
      ...(certificate === undefined ? {} : { certificateArn: certificateArnOf(stack, certificate) }),
      action:
        action.kind === 'redirect'
          ? action
          : { kind: 'forward', targetGroupArn: arns.get(action.targetGroup) ?? '' },
    });
    if (action.kind === 'forward')
      stack.wiring.output(
        targetGroupArnValue(`${spec.id.replaceAll('/', '-')}-${action.targetGroup}`),
        listener.forwardedTo,
      );
  }
}

/** The tags of the workload or gateway that it is in front of. */
function tagsOf({ site }: MeshStack, { party }: LoadBalancerSpec) {
  const { workloads, gateways } = site.topology;
  const [kind, key = ''] = party.split('/');
  return (kind === 'workload' ? workloads[key] : gateways[key])?.tags;
}
