import {
  at,
  createdDiscoveryOf,
  type Closed,
  type Network,
  type Path,
  type Runtime,
  type Topology,
} from '../../topology';
import { isLiveAccount } from '../live';
import { gatewayId, workloadId } from '../party-ids';
import type { Platform } from '../runtimes';

/** A workload or gateway that a cluster runs. */
export interface Run {
  /** Party id. */
  readonly id: string;
  readonly kind: 'workload' | 'gateway';
  readonly key: string;
  readonly at: Path;
  readonly account: string;
  readonly runtime: Closed<Runtime>;
  /** It registers in a Cloud Map service that is created for it. */
  readonly registers: boolean;
}

type Party = Pick<Run, 'key' | 'at' | 'account'> & {
  readonly existing: boolean;
  readonly retired?: boolean;
  readonly runtime?: Closed<Runtime>;
};

/** What a platform runs of a mesh: what is deployed, names a runtime on it, and has subnets for its tasks. */
export const runsOf = (topology: Closed<Topology>, platform: Platform): readonly Run[] => [
  ...Object.values(topology.workloads).flatMap((workload) =>
    runOf(topology, platform, 'workload', workload, createdDiscoveryOf(workload) !== undefined),
  ),
  ...Object.values(topology.gateways).flatMap((gateway) =>
    runOf(topology, platform, 'gateway', gateway, false),
  ),
];

function runOf(
  topology: Closed<Topology>,
  platform: Platform,
  kind: Run['kind'],
  { key, at: place, account, existing, retired = false, runtime }: Party,
  registers: boolean,
): readonly Run[] {
  if (runtime === undefined || existing || retired || !isLiveAccount(topology, account)) return [];
  const cluster = at(topology.clusters, runtime.cluster);
  const { network } = at(topology.accounts, account);
  if (cluster.kind !== platform || cluster.account !== account || !hasPrivateSubnets(network)) return [];
  const id = kind === 'workload' ? workloadId(key) : gatewayId(key);
  return [{ id, kind, key, at: place, account, runtime, registers }];
}

/** Whether a network has subnets that are known and that nothing outside reaches. */
export const hasPrivateSubnets = (network: Network): boolean =>
  network.kind === 'create' || (network.kind === 'existing' && network.subnets.private.length > 0);
