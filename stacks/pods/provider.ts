import { Token, type TerraformProvider } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { ClusterToken } from '../../modules/kubernetes/cluster-token';
import { KubernetesProvider } from '../../modules/kubernetes/provider';
import { once } from '../built';
import type { ClusterAccess, KubernetesStack } from '../kubernetes-stack';
import { clusterFactsOf } from './cluster-facts';

/** The provider of a cluster in a stack: its key is the alias. */
export const clusterProvider = (stack: KubernetesStack, key: string): TerraformProvider =>
  once(stack.clusters, key, () => {
    const access = clusterAccessOf(stack, key);
    return new KubernetesProvider(scopeOf(stack, key), 'provider', { alias: key, ...access });
  });

/** How the providers of a stack reach a cluster: all with one token. */
export const clusterAccessOf = (stack: KubernetesStack, key: string): ClusterAccess =>
  once(stack.access, key, () => {
    const { aws } = stack;
    const { clusterName, endpoint, certificateAuthority } = clusterFactsOf(stack, key, aws);
    const { token } = new ClusterToken(scopeOf(stack, key), 'token', { provider: aws, clusterName });
    return { host: endpoint, certificateAuthority: decoded(certificateAuthority), token };
  });

const scopeOf = (stack: KubernetesStack, key: string): IConstruct => {
  const id = `cluster_${key}`;
  return stack.node.tryFindChild(id) ?? new Construct(stack, id);
};

/**
 * What a reference has in base64; on destroy, the stack that creates the cluster may have no value any more.
 * @param text the reference in its braces; inside of an expression, cdktf resolves its own without them
 */
const decoded = (text: string): string =>
  `\${try(base64decode(${Token.isUnresolved(text) ? text : text.slice(2, -1)}), "")}`;
