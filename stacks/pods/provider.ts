import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterToken } from '../../modules/kubernetes/cluster-token';
import { KubernetesProvider } from '../../modules/kubernetes/provider';
import { once } from '../built';
import type { KubernetesStack } from '../kubernetes-stack';
import { clusterFactsOf } from './cluster-facts';

/** The provider of a cluster in a stack: its key is the alias. */
export const clusterProvider = (stack: KubernetesStack, key: string): TerraformProvider =>
  once(stack.clusters, key, () => {
    const { aws } = stack;
    const { clusterName, endpoint, certificateAuthority } = clusterFactsOf(stack, key, aws);
    const scope = new Construct(stack, `cluster_${key}`);
    const { token } = new ClusterToken(scope, 'token', { provider: aws, clusterName });
    return new KubernetesProvider(scope, 'provider', {
      alias: key,
      host: endpoint,
      certificateAuthority: decoded(certificateAuthority),
      token,
    });
  });

/** What is in base64; on destroy, the stack that creates the cluster may have no value any more. */
const decoded = (text: string): string => `\${try(base64decode("${text}"), "")}`;
