import type { Forward } from '../moto-proxy';
import type { ClusterServers, RunningServers } from './servers';

/** What clusters need beside their own state. */
export interface Eks {
  /** moto, which has networks and roles. */
  readonly forward: Forward;
  readonly servers: RunningServers;
  /** Starts the API server of the cluster with an ARN. */
  readonly start: (arn: string) => ReturnType<ClusterServers['start']>;
  readonly stop: (arn: string) => Promise<void>;
}
