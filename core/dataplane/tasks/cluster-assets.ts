import type { Asset } from '../../planner';
import { at, type Topology } from '../../topology';
import { isLiveAccount } from '../live';
import { clusterArnValue, clusterContentId, type TaskContent } from './contents';

/** The ECS clusters that are created. */
export const clusterAssets = (topology: Topology): readonly Asset[] =>
  Object.values(topology.clusters)
    .filter(
      ({ kind, existing, account }) =>
        kind === 'ecs' && existing === undefined && isLiveAccount(topology, account),
    )
    .map(({ key, account }): Asset => {
      const content: TaskContent = { id: clusterContentId(account, key), kind: 'cluster', cluster: key };
      return {
        content,
        account,
        tier: 'workloads',
        reads: [],
        follows: [],
        names: [],
        outputs: [{ value: clusterArnValue(key), handover: { thing: `cluster "${key}"`, what: 'ARN' } }],
        concerns: [at(topology.accounts, account)],
      };
    });
