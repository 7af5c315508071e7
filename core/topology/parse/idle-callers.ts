import type { Path } from '../finding';
import type { Topology } from '../topology';
import { isParameterRef, type Value } from '../value';
import { isCovered } from '../covered';

const PASS = "write inside: 'passed' at the entry, or drop callers";

const mayEqual = (a: Value<number>, b: Value<number>): boolean =>
  a === b || isParameterRef(a) || isParameterRef(b);

/** What is stated about callers from outside where a load balancer takes their place. */
export function idleCallersOf({ workloads, gateways }: Pick<Topology, 'workloads' | 'gateways'>): readonly {
  readonly at: Path;
  readonly why: string;
  readonly fix: string;
}[] {
  const ofEntries = [...Object.values(workloads), ...Object.values(gateways)].flatMap(
    ({ entries, listeners }) =>
      entries.flatMap(({ callers, inside, listener }) => {
        if (callers === undefined) return [];
        if (inside !== 'passed')
          return [{ at: callers.at, why: 'the load balancer calls in their place', fix: PASS }];
        return listeners.some(({ port }) => mayEqual(port, listener))
          ? []
          : [
              {
                at: callers.at,
                why: 'the entry leads to a port without a listener',
                fix: 'lead the entry to a port of listens (listener: PORT), or drop callers',
              },
            ];
      }),
  );
  const ofGateways = Object.values(gateways).flatMap(({ callers, entries, listeners }) => {
    const read =
      listeners.some(({ port }) => !isCovered(port, entries)) ||
      entries.some((entry) => entry.inside === 'passed' && entry.callers === undefined);
    return callers === undefined || read
      ? []
      : [
          {
            at: callers.at,
            why: 'an entry that does not pass their bytes is in front of each listener',
            fix: PASS,
          },
        ];
  });
  return [...ofEntries, ...ofGateways];
}
