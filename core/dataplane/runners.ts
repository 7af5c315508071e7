import type { Gateway, Runtime, Topology, Workload } from '../topology';
import { liveGatewaysOf, liveWorkloadsOf } from './live';

/** A workload or gateway that ECS is to run. */
export type Runner = (Workload | Gateway) & { readonly runtime: Runtime };

/**
 * What ECS is to run: what is deployed, and not by somebody else. It may have no place to run yet, which rules report; the
 * tasks have only what does (`runsOf`).
 */
export const runnersOf = (topology: Topology): readonly Runner[] =>
  [...liveWorkloadsOf(topology), ...liveGatewaysOf(topology)].flatMap((each) =>
    each.existing || each.runtime === undefined ? [] : [{ ...each, runtime: each.runtime }],
  );
