import { at, type Tags } from '../../core/topology';
import { policiesOf } from '../tasks/roles';
import type { Builder } from './builder';
import { dnsRules } from './dns-rules';
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
  dnsRules(stack, id, cluster);
};

export const registrarRole: Builder<'registrar-role'> = ({ stack, registrar }, { cluster }) => {
  identityOf(stack, stack.part(`registrar_${cluster}`), {
    ...registrar(cluster),
    key: cluster,
    whose: 'registrar',
    attached: {},
  });
};
