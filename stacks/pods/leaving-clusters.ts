import type { KubernetesStack } from '../kubernetes-stack';
import { isLeaving } from './cluster-facts';
import { clusterProvider } from './provider';

/** Terraform deletes objects by the provider of their cluster, which a stack needs for that when it contains nothing any more. */
export function keepProviders(stack: KubernetesStack): void {
  if (!isLeaving(stack)) return;
  const { account } = stack.spec;
  for (const { kind, key, account: other } of Object.values(stack.site.topology.clusters))
    if (kind === 'eks' && other === account) clusterProvider(stack, key);
}
