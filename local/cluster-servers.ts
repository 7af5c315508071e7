import { groupOfPolicy, ROLES_OF_POLICIES } from './aws/eks/access';
import type { ClusterNode, ClusterServer, ClusterServers } from './aws/eks/servers';
import {
  addNode,
  installKubernetes,
  removeNode,
  resourcesOfAddon,
  startKubernetes,
  type Kubernetes,
} from './kubernetes';

/** How API servers of clusters are made. */
export interface ClusterServerOptions {
  /** Where the programs are built, once for a user: `cacheFolder()`. */
  readonly cache: string;
  /** Called with the folder before programs are built, which takes minutes. */
  readonly onBuild?: ((folder: string) => void) | undefined;
}

/** Starts the API servers of clusters of the local AWS; the first start builds the programs. */
export const clusterServers = ({ cache, onBuild }: ClusterServerOptions): ClusterServers => ({
  async start(tokenReviews) {
    const installed = await installKubernetes(cache, { onBuild });
    if (!installed.ok) return installed;
    const started = await startKubernetes(installed.programs, { webhook: tokenReviews });
    if (!started.ok) return started;
    await bindPolicies(started.kubernetes);
    return { ok: true, server: serverOf(started.kubernetes) };
  },
});

/** What AWS's access policies allow, as roles of Kubernetes. */
async function bindPolicies({ api }: Kubernetes): Promise<void> {
  for (const [policy, role] of Object.entries(ROLES_OF_POLICIES)) {
    const name = groupOfPolicy(policy);
    await api.apply(`/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/${name}`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name }],
    });
  }
}

function serverOf({ url, authority, kubeconfig, api, stop }: Kubernetes): ClusterServer {
  let there: readonly ClusterNode[] = [];
  return {
    url,
    authority,
    kubeconfig,
    setNodes: async (nodes) => {
      const [wanted, known] = [nodes, there].map((list) => new Set(list.map(({ name }) => name)));
      for (const { name } of there) if (wanted?.has(name) === false) await removeNode(api, name);
      for (const node of nodes) if (known?.has(node.name) === false) await addNode(api, node);
      there = nodes;
    },
    installAddon: async (name) => {
      for (const definition of resourcesOfAddon(name))
        await api.apply(
          `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${definition.metadata.name}`,
          definition,
        );
    },
    stop,
  };
}
