import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { helm } from '../../core/planner';
import { HelmProvider } from '../../modules/kubernetes/helm-provider';
import { once } from '../built';
import type { KubernetesStack } from '../kubernetes-stack';
import { isLeaving } from '../pods/cluster-facts';
import { clusterAccessOf } from '../pods/provider';

/** The provider of Helm for a cluster in a stack: its key is the alias. */
export const helmProvider = (stack: KubernetesStack, key: string): TerraformProvider =>
  once(stack.helm, key, () => {
    stack.addOverride('terraform.required_providers.helm', helm);
    const scope = new Construct(stack, `helm_${key}`);
    return new HelmProvider(scope, 'provider', { alias: key, ...clusterAccessOf(stack, key) });
  });

/** Terraform deletes releases by the provider of their cluster, which a stack needs for that when it contains nothing any more. */
export function keepHelm(stack: KubernetesStack): void {
  if (!isLeaving(stack)) return;
  for (const cluster of Object.values(stack.site.topology.clusters))
    if (
      cluster.kind === 'eks' &&
      cluster.account === stack.spec.account &&
      cluster.meshObjects === 'controller'
    )
      helmProvider(stack, cluster.key);
}
