import type { Gateway, Runtime, Topology, Workload } from '../topology';
import { liveGatewaysOf, liveWorkloadsOf } from './live';

/** A workload or gateway that ECS runs. */
export type Runner = (Workload | Gateway) & { readonly runtime: Runtime };

/** What ECS runs: of what is deployed, and has not been deployed by somebody else. */
export const runnersOf = (topology: Topology): readonly Runner[] =>
  [...liveWorkloadsOf(topology), ...liveGatewaysOf(topology)].flatMap((each) =>
    each.existing || each.runtime === undefined ? [] : [{ ...each, runtime: each.runtime }],
  );
