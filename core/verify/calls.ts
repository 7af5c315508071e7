import type { Edge } from '../checker';
import { groupedBy } from '../base/collections';
import { waysOf, type Lowered, type Way } from '../dataplane';
import type { Closed, Topology } from '../topology';
import type { Placed } from './places';
import type {
  CallersStep,
  CallStep,
  CallsStep,
  CountedStep,
  Place,
  PlaintextStep,
  SkippedStep,
} from './steps';

/** What the steps of calls follow from. */
export interface Called {
  readonly topology: Topology;
  readonly lowered: Closed<Lowered>;
  readonly edges: readonly Omit<Edge, 'at'>[];
  readonly places: ReadonlyMap<string, Placed>;
  /** Why nothing can be tried in the containers of a party that is not among them. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

type Call = Omit<Edge, 'at'> & { readonly what: string; readonly way?: Way };

/** How often a call is tried for each part of its share: it then misses its server once in 150 times. */
const TRIES = 5;

/** The calls of a mesh, each tried in the container of its caller, and what is counted where they arrive. */
export function callSteps(called: Called): readonly (CallsStep | CountedStep | CallersStep | SkippedStep)[] {
  const ways = waysOf(called);
  const calls = callsOf(called, ways);
  const isTried = ways.length > 0;
  const skipped = calls.flatMap(({ what, ...call }) => {
    const because = skippedBecause(called, isTried, call);
    return because === undefined ? [] : [{ kind: 'skipped', what, because } as const];
  });
  const possible = calls.filter((call) => skippedBecause(called, isTried, call) === undefined);
  const plaintexts = plaintextsOf(possible);
  const inside = [...groupedBy(possible, ({ client }) => client)].flatMap(([client, own]) => {
    const place = called.places.get(client)?.place;
    return place === undefined ? [] : stepsOf(place, own, plaintexts.get(client) ?? []);
  });
  return [...inside, ...callersOf(called, calls), ...skipped];
}

const end = (party: string): string => party.replace(/^workload\//, '');

function callsOf({ edges }: Called, all: readonly Way[]): readonly Call[] {
  const ways = groupedBy(all, (way) => keyOf(way.client, way.server, way.service, way.listener, way.dialled));
  return edges
    .filter(({ service }) => service !== undefined)
    .map((edge) => {
      const { client, server, service = '', port, dialled } = edge;
      const found = ways.get(keyOf(client, server, service, port, dialled)) ?? [];
      const way = found.find(({ unlike }) => unlike === undefined) ?? found[0];
      const through = end(server) === service ? '' : ` through ${service}`;
      return {
        ...edge,
        what: `call ${end(client)} -> ${end(server)}:${port ?? '?'}${through}`,
        ...(way && { way }),
      };
    });
}

const keyOf = (...parts: readonly (string | number | undefined)[]): string => parts.join('\n');

/** Why a call cannot be tried; nothing where it can. */
function skippedBecause(
  { topology, places, elsewhere }: Called,
  isTried: boolean,
  { client, verdict, way }: Omit<Call, 'what'>,
): string | undefined {
  const placed = places.get(client);
  if (placed === undefined) return elsewhere.get(client) ?? '';
  if (placed.shut !== undefined) return placed.shut;
  if (verdict === 'undecided') return 'it is undecided: there is nothing to compare with';
  if (way === undefined)
    return isTried
      ? 'the proxy of its caller has no way there'
      : `calls are not tried on ${topology.dataPlane}`;
  if (way.unlike !== undefined) return way.unlike;
  return way.share === 0 ? 'its weight is 0' : undefined;
}

function stepsOf(
  place: Place,
  calls: readonly Call[],
  plaintexts: readonly PlaintextStep[],
): readonly (CallsStep | CountedStep)[] {
  const tried = calls.flatMap(({ what, verdict, way }): readonly CallStep[] =>
    way?.from === undefined
      ? []
      : [{ what, verdict, from: way.from, way, tries: way.share === 1 ? 1 : Math.ceil(TRIES / way.share) }],
  );
  const counted = calls.flatMap(({ what, verdict, way }): readonly CountedStep[] =>
    way === undefined || way.from !== undefined
      ? []
      : [{ kind: 'counted', what, verdict, place, cluster: way.cluster }],
  );
  return tried.length + plaintexts.length === 0
    ? counted
    : [{ kind: 'calls', place, calls: tried, plaintexts }, ...counted];
}

/** Plaintext to each listener that requires TLS, by the first caller from which it can be tried. */
function plaintextsOf(calls: readonly Call[]): ReadonlyMap<string, readonly PlaintextStep[]> {
  const first = new Map<string, PlaintextStep & { readonly client: string }>();
  for (const { client, way } of calls) {
    if (way?.listenerAddress === undefined || way.mode !== 'STRICT') continue;
    const listener = `${end(way.server)}:${way.listener}`;
    if (!first.has(listener))
      first.set(listener, { client, what: `plaintext to ${listener}`, listenerAddress: way.listenerAddress });
  }
  return groupedBy([...first.values()], ({ client }) => client);
}

/** The listeners all of whose callers show a certificate. */
function callersOf(
  { places, elsewhere }: Called,
  calls: readonly Call[],
): readonly (CallersStep | SkippedStep)[] {
  const mutual = calls.filter(({ verdict, way }) => verdict === 'mutual' && way !== undefined);
  return [...groupedBy(mutual, ({ server, port }) => `${server}:${port}`)].flatMap(
    ([, [call]]): readonly (CallersStep | SkippedStep)[] => {
      if (call?.way === undefined) return [];
      const { server, way } = call;
      const what = `callers of ${end(server)}:${way.listener}`;
      const placed = places.get(server);
      const because = placed === undefined ? elsewhere.get(server) : placed.shut;
      if (placed === undefined || because !== undefined)
        return [{ kind: 'skipped', what, because: because ?? '' }];
      return [{ kind: 'callers', what, place: placed.place, listener: way.accepts }];
    },
  );
}
