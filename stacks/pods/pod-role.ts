import { registeredServiceArnValue } from '../../core/dataplane/pods/contents';
import { workloadId } from '../../core/dataplane/party-ids';
import { roleNameOf } from '../../core/dataplane/tasks/names';
import { at, type Tags } from '../../core/topology';
import { MorePolicies } from '../../modules/eks/more-policies';
import { discoveryService } from '../substrate/discovery';
import { policyTemplate } from '../tasks/policy';
import { policiesOf } from '../tasks/roles';
import type { Builder } from './builder';
import { dnsGroup } from './dns-group';
import { partyOf } from './party';
import { policyShares } from './policy-shares';
import { identityOf } from './roles';

export const podRole: Builder<'pod-role'> = ({ stack, pod }, { party: id }) => {
  const spec = pod(id);
  const { kind, key, cluster, namespace, serviceAccount, allows } = spec;
  const { workloads, gateways } = stack.site.topology;
  const { tags } = at<{ readonly tags: Tags }>(kind === 'workload' ? workloads : gateways, key);
  identityOf(stack, stack.part(`pod_${kind}-${key}`, tags), {
    key,
    whose: 'pod',
    cluster,
    namespace,
    serviceAccount,
    allows,
    attached: policiesOf(stack, spec),
  });
};

export const registrarRole: Builder<'registrar-role'> = ({ stack, registrar }, { cluster }) => {
  const spec = registrar(cluster);
  for (const key of spec.services) {
    const service = discoveryService(stack, partyOf(stack, workloadId(key)));
    if (service !== undefined)
      stack.wiring.output(registeredServiceArnValue(cluster, key), service.serviceArn);
  }
  const part = stack.part(`registrar_${cluster}`);
  const [allows = [], ...more] = policyShares(spec.allows);
  const { attached } = new MorePolicies(part, 'policies', {
    name: roleNameOf(stack.site.topology, cluster, 'registrar'),
    policies: more.flatMap((each) => policyTemplate(each, (value) => stack.wiring.of(value)) ?? []),
  });
  identityOf(stack, part, { ...spec, allows, key: cluster, whose: 'registrar', attached });
  dnsGroup(stack, stack.part(`dns-of-pods_${cluster}`), cluster);
};
