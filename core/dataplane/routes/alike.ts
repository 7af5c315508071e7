import { groupedBy, unique } from '../../base/collections';
import {
  at,
  inLowerCase,
  isParameterRef,
  openParametersOf,
  type Discovery,
  type Route,
  type RouteTarget,
  type Text,
  type Topology,
  type Value,
} from '../../topology';
import { valueText } from '../live';

type Attributes = Readonly<Record<string, string>>;

/** Where a target of a route is found, on one of its ports. */
interface Place {
  readonly route: Route;
  readonly workload: string;
  readonly host: Text;
  /** Whose Cloud Map answers; absent where DNS does, which is the same for everybody. */
  readonly registry?: string;
  readonly port: Value<number>;
  readonly attributes: Attributes;
}

/** Two targets that a proxy finds at the same addresses and port, so that choosing between them means nothing. */
export interface AlikePair {
  readonly first: Pick<Place, 'route' | 'workload'>;
  readonly other: Pick<Place, 'route' | 'workload'>;
}

/** What is alike among the targets of a service's routes. */
export interface Alike {
  /** Of several that are all alike, each with the first. */
  readonly pairs: readonly AlikePair[];
  /** By workload, the parameters whose values decide whether it is found where another target is. */
  readonly open: ReadonlyMap<string, readonly string[]>;
}

/**
 * What is alike among the targets of one service's routes.
 * @param attributesDistinguish whether the proxies ask Cloud Map and select by attributes; else they resolve by DNS
 */
export function alikeAmong(
  topology: Topology,
  routes: readonly Route[],
  { attributesDistinguish = false }: { readonly attributesDistinguish?: boolean },
): Alike {
  const places = distinct(
    routes.flatMap((route) =>
      route.targets.flatMap((target) => placesOf(topology, route, target, attributesDistinguish)),
    ),
  );
  if (new Set(places.map(({ workload }) => workload)).size < 2) return { pairs: [], open: new Map() };
  const pairs = [...groupedBy(places, whereOf).values()].flatMap(pairsOf);
  return {
    pairs: [...new Map(pairs.map((pair) => [pairKey(pair), pair] as const)).values()],
    open: openAmong(places),
  };
}

const whereOf = ({ host, port }: Place): string => `${host}\n${valueText(port)}`;
const pairKey = ({ first, other }: AlikePair): string => `${first.workload}\n${other.workload}`;

/** A workload behind many routes is one place. */
const distinct = (places: readonly Place[]): readonly Place[] =>
  [
    ...new Map(
      places.toReversed().map((place) => [`${place.workload}\n${whereOf(place)}`, place] as const),
    ).values(),
  ].toReversed();

const pairsOf = (places: readonly Place[]): readonly AlikePair[] =>
  places.flatMap((other, index) => {
    const first = places.slice(0, index).find((each) => overlap(each, other));
    return first === undefined ? [] : [{ first, other }];
  });

/** Whether all instances that one of two places selects under a name are among those of the other. */
const overlap = (a: Place, b: Place): boolean =>
  a.workload !== b.workload &&
  (a.registry === undefined || b.registry === undefined || a.registry === b.registry) &&
  (includes(a.attributes, b.attributes) || includes(b.attributes, a.attributes));
const includes = (wide: Attributes, narrow: Attributes): boolean =>
  Object.entries(wide).every(([key, value]) => narrow[key] === value);

/** Few hosts and ports are open, so that comparing those with all stays cheap. */
function openAmong(places: readonly Place[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const one of places.filter((place) => openIn(place).length > 0))
    for (const other of places) {
      if (!overlap(one, other) || whereOf(one) === whereOf(other) || !mayMeet(one, other)) continue;
      const names = [...openIn(one), ...openIn(other)];
      for (const { workload } of [one, other])
        found.set(workload, unique([...(found.get(workload) ?? []), ...names]));
    }
  return found;
}

const openIn = ({ host, port }: Place): readonly string[] => [
  ...openParametersOf(host),
  ...(isParameterRef(port) ? [port.parameter] : []),
];

/** Whether values exist that make two places one. */
const mayMeet = (a: Place, b: Place): boolean =>
  (valueText(a.port) === valueText(b.port) || isParameterRef(a.port) || isParameterRef(b.port)) &&
  mayEqual(a.host, b.host);

/** Texts with open parameters may be equal where what is fixed at their beginnings and ends agrees. */
function mayEqual(a: Text, b: Text): boolean {
  if (a === b) return true;
  if (openParametersOf(a).length + openParametersOf(b).length === 0) return false;
  const [heads, tails] = [/^[^$]*/, /[^}]*$/].map((fixed) =>
    [a, b].map((text) => fixed.exec(text)?.[0] ?? ''),
  );
  const [headA = '', headB = ''] = heads ?? [];
  const [tailA = '', tailB = ''] = tails ?? [];
  return (
    (headA.startsWith(headB) || headB.startsWith(headA)) && (tailA.endsWith(tailB) || tailB.endsWith(tailA))
  );
}

/** Where a target is found, one for each port on which it may be meant. */
function placesOf(
  topology: Topology,
  route: Route,
  { workload, port }: RouteTarget,
  attributesDistinguish: boolean,
): readonly Place[] {
  const { account, discovery, listeners } = at(topology.workloads, workload);
  const host = hostOf(discovery);
  if (host === undefined) return [];
  const ports: readonly Value<number>[] = port === undefined ? listeners.map((each) => each.port) : [port];
  const more =
    discovery.kind === 'cloud-map' && attributesDistinguish
      ? { registry: `${account}\n${discovery.namespace}`, attributes: discovery.attributes }
      : { attributes: {} };
  return ports.map((each) => ({ route, workload, host, port: each, ...more }));
}

/** The name that resolves to its addresses: what is in Cloud Map is also in DNS. Case and a final dot do not count. */
function hostOf(discovery: Discovery): Text | undefined {
  switch (discovery.kind) {
    case 'dns':
      return inLowerCase(discovery.hostname).replace(/\.$/, '');
    case 'cloud-map':
      return inLowerCase(`${discovery.service}.${discovery.namespace}`);
    case 'none':
      return undefined;
  }
}
