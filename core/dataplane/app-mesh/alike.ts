import { groupedBy } from '../../base/collections';
import { at, type Discovery, type Route, type RouteTarget, type Topology, type Value } from '../../topology';
import { valueText } from '../live';
import { LIMITS } from './limits';

type Attributes = Readonly<Record<string, string>>;

interface Place {
  readonly workload: string;
  readonly attributes: Attributes;
}

/** Targets of a route that a proxy finds at the same addresses and ports, so that a weight between them means nothing. */
export function alikeIn(topology: Topology, route: Route): ReadonlySet<string> {
  return new Set(alikePairsIn(topology, route).flat());
}

/** The same in pairs; of several that are all alike, each with the first. */
export function alikePairsIn(
  topology: Topology,
  { targets }: Route,
): readonly (readonly [first: string, other: string])[] {
  // App Mesh accepts no more, so that comparing each with each stays cheap.
  const compared = targets.slice(0, LIMITS.targets.max);
  if (compared.length < 2) return [];
  const places = compared.flatMap((target) =>
    placesOf(topology, target).map(({ where, attributes }) => ({
      where,
      workload: target.workload,
      attributes,
    })),
  );
  const pairs = [...groupedBy(places, ({ where }) => where).values()].flatMap(pairsOf);
  return [...new Map(pairs.map((pair) => [pair.join('\n'), pair] as const)).values()];
}

const pairsOf = (places: readonly Place[]): readonly (readonly [string, string])[] =>
  places.flatMap((other, index) => {
    const first = places
      .slice(0, index)
      .find((each) => each.workload !== other.workload && overlap(each.attributes, other.attributes));
    return first === undefined ? [] : [[first.workload, other.workload] as const];
  });

/** Whether all instances that one set of attributes selects are among those of the other. */
const overlap = (a: Attributes, b: Attributes): boolean => includes(a, b) || includes(b, a);
const includes = (wide: Attributes, narrow: Attributes): boolean =>
  Object.entries(wide).every(([key, value]) => narrow[key] === value);

/** Where a target is found, one for each port on which it may be meant. */
function placesOf(
  topology: Topology,
  { workload: key, port }: RouteTarget,
): readonly { readonly where: string; readonly attributes: Attributes }[] {
  const { account, discovery, listeners } = at(topology.workloads, key);
  const host = hostOf(account, discovery);
  if (host === undefined) return [];
  const ports: readonly Value<number>[] = port === undefined ? listeners.map((each) => each.port) : [port];
  const attributes = discovery.kind === 'cloud-map' ? discovery.attributes : {};
  return ports.map((each) => ({ where: `${host}\n${valueText(each)}`, attributes }));
}

/** A name that resolves to the same addresses wherever it is written: case and a final dot do not count in DNS. */
function hostOf(account: string, discovery: Discovery): string | undefined {
  switch (discovery.kind) {
    case 'dns':
      return `dns\n${discovery.hostname.toLowerCase().replace(/\.$/, '')}`;
    case 'cloud-map':
      return ['cloud-map', account, discovery.namespace, discovery.service].join('\n').toLowerCase();
    case 'none':
      return undefined;
  }
}
