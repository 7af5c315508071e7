import type { Path } from '../finding';
import type { Topology } from '../topology';
import { isCovered } from '../covered';

/** What is stated about callers from outside where a load balancer takes their place. */
export function idleCallersOf({
  workloads,
  gateways,
}: Pick<Topology, 'workloads' | 'gateways'>): readonly { readonly at: Path; readonly why: string }[] {
  const ofEntries = [...Object.values(workloads), ...Object.values(gateways)].flatMap(({ entries }) =>
    entries.flatMap(({ callers, inside }) =>
      callers !== undefined && inside !== 'passed'
        ? [{ at: callers.at, why: 'the load balancer calls in their place' }]
        : [],
    ),
  );
  const ofGateways = Object.values(gateways).flatMap(({ callers, entries, listeners }) => {
    const read =
      listeners.some(({ port }) => !isCovered(port, entries)) ||
      entries.some((entry) => entry.inside === 'passed' && entry.callers === undefined);
    return callers === undefined || read
      ? []
      : [{ at: callers.at, why: 'an entry that does not pass their bytes is in front of each listener' }];
  });
  return [...ofEntries, ...ofGateways];
}
