import { byName } from '../../base/collections';
import { fieldOf } from '../../base/json';
import { quotedList } from '../../base/text';
import { kubernetesName } from '../../planner';
import type { Change, Resource } from '../../planner/change';
import type { Topology } from '../../topology';

const NAMESPACE = /^cluster-objects_(.+)_namespace$/;

/**
 * Changes of clusters that a deploy cannot make, or that would interrupt everything on one: a cluster that left the topology
 * while its objects are deployed, since Terraform deletes objects only by the provider of their cluster, and a namespace of
 * another name, with which everything in it is created again.
 */
export const changedClusters =
  ({ clusters }: Pick<Topology, 'clusters'>) =>
  ({ stack, before, after }: Change): readonly string[] => {
    const deployed = namespacesIn(before);
    const own = namespacesIn(after);
    // All stacks are compared with the same states: a cluster that is in none of them is reported once.
    const first = Object.values(clusters)
      .filter(({ kind }) => kind === 'eks')
      .map(({ account }) => kubernetesName(account))
      .toSorted(byName)[0];
    const gone = [...deployed.keys()].filter((key) => !Object.hasOwn(clusters, key));
    return [
      ...(stack === first && gone.length > 0 ? [goneSentence(gone)] : []),
      ...[...own].flatMap(([key, name]) => {
        const old = deployed.get(key);
        // A name that is open is known to Terraform alone.
        return old === undefined || old === name || name.includes('${')
          ? []
          : [renamedSentence(stack, key, old, name)];
      }),
    ];
  };

const goneSentence = (keys: readonly string[]): string =>
  `${keys.length === 1 ? 'cluster' : 'clusters'} ${quotedList(keys, ' and ')} left the topology while objects in it are deployed, which Terraform deletes only by its provider; put it back, empty the stack of Kubernetes of its account (meshspan destroy --stack ACCOUNT-kubernetes), drop it, and deploy`;

const renamedSentence = (stack: string, key: string, from: string, to: string): string =>
  `the namespace of cluster "${key}" would change from "${from}" to "${to}": everything in it would be deleted, and would answer again only when all of it is created anew; write namespace: ${from}, or accept the interruption with meshspan destroy --stack ${stack} before this deploy`;

/** Names of the namespaces of a mesh, by the keys of their clusters. */
function namespacesIn(resources: readonly Resource[]): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ type, name, attributes }) => {
      const [, key] = (type === 'kubernetes_manifest' && NAMESPACE.exec(name)) || [];
      const manifest = fieldOf(attributes, 'manifest');
      // A state has the type of such a value beside it.
      const found = fieldOf(manifest, 'metadata', 'name') ?? fieldOf(manifest, 'value', 'metadata', 'name');
      return key !== undefined && typeof found === 'string' ? [[key, found] as const] : [];
    }),
  );
}
