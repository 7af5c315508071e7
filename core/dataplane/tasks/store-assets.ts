import type { Asset, OutputValue } from '../../planner';
import { at, type Closed, type Topology } from '../../topology';
import {
  accessPointIdValue,
  clusterArnValue,
  clusterContentId,
  fileSystemIdValue,
  storeContentId,
  storeGroupIdValue,
  type TaskContent,
} from './contents';
import { hasLoader, loaderClusterOf, storeSitesOf, type StoreReader, type StoreSite } from './store-sites';

/**
 * The stores on EFS, once in each account where a task reads one.
 * @param tasks all of the mesh
 */
export const storeAssets = (topology: Closed<Topology>, tasks: readonly StoreReader[]): readonly Asset[] =>
  storeSitesOf(topology, tasks).map((site): Asset => {
    const { account, store } = site;
    const { key } = store;
    const content: TaskContent = { id: storeContentId(account, key), kind: 'store', store: key };
    const output = (value: OutputValue, what: string) => ({
      value,
      handover: { thing: `store "${key}"`, what },
    });
    return {
      content,
      account,
      tier: 'workloads',
      reads: readsOf(topology, site),
      follows: hasLoader(store) ? [clusterContentId(account, loaderClusterOf(site))] : [],
      names: [],
      outputs: [
        output(fileSystemIdValue(key), 'EFS file system'),
        output(accessPointIdValue(key), 'access point'),
        ...(isCreated(store) ? [output(storeGroupIdValue(key), 'security group of its mount targets')] : []),
      ],
      concerns: [at(topology.accounts, account)],
    };
  });

const isCreated = ({ fileSystem }: StoreSite['store']): boolean => fileSystem === undefined;

/** The network of the mount targets and of what fills the store, and the cluster of that; what exists is in the topology. */
function readsOf({ clusters }: Closed<Topology>, site: StoreSite): readonly OutputValue[] {
  const { account, store } = site;
  const cluster = loaderClusterOf(site);
  return [
    { kind: 'vpc-id', account },
    ...(isCreated(store) || hasLoader(store) ? [{ kind: 'private-subnet-ids', account } as const] : []),
    ...(hasLoader(store) && at(clusters, cluster).existing === undefined ? [clusterArnValue(cluster)] : []),
  ];
}
