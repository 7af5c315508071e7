import { inParallel } from '../../../terraform/pool';
import type { ProxySpec } from '../../../core/dataplane/envoy';
import type { Pki } from '../pki';
import type { ExpectedEdge, LabEdge, Outcome } from '../report';
import type { CallerTrials } from './callers';
import type { CallWalk } from './calls';
import type { DoorTrials } from './doors';
import type { Lookups } from './lookups';
import type { OutsideWalk } from './outside';
import { passageOf, verdictOf, type Passage, type Trials } from './verdict';
import type { Door, Walk } from './walk';

/** All that can be walked in a lab. */
export interface Ground {
  readonly lookups: Lookups;
  readonly pki: Pki;
  readonly proxies: readonly ProxySpec[];
  readonly doors: readonly Door[];
  readonly calls: readonly CallWalk[];
  readonly outside: readonly OutsideWalk[];
  readonly doorTrials: (door: Door) => DoorTrials;
  readonly callerTrials: (walk: CallWalk | OutsideWalk) => CallerTrials;
  /** An address for servers that take another one's place. */
  readonly address: string;
}

/** Walks on which something is tried at the same time. */
const WIDTH = 6;

type Judged = Pick<LabEdge, 'measured' | 'trials' | 'counters' | 'peer'>;

/** Measures every expected edge: what passes first, one after the other so that the counters are those of one request. */
export async function measureEdges(
  ground: Ground,
  expected: readonly ExpectedEdge[],
): Promise<{ readonly edges: readonly LabEdge[]; readonly answered: ReadonlySet<Walk> }> {
  const walkOf = walksBy(ground);
  const working = new Set(expected.filter(({ verdict }) => verdict !== 'broken').map(endsOf));
  const isOfOthers = ({ client, server }: ExpectedEdge): boolean =>
    [client, server].some((id) => ground.lookups.partyOf(id)?.existing === true);
  const wanted = expected.map((edge) => ({ edge, walk: walkOf(edge) }));
  const walks = [...new Set(wanted.flatMap(({ walk }) => walk ?? []))];
  const passages = new Map<Walk, Passage>();
  for (const walk of walks) passages.set(walk, await passageOf(walk));
  const judged = new Map(
    await inParallel(walks, WIDTH, async (walk): Promise<readonly [Walk, Judged]> => {
      const passage = passages.get(walk) as Passage;
      const { isApplicationTls } = walk;
      const peer = passage.reply.echo?.headers['x-forwarded-client-cert'];
      return [
        walk,
        {
          ...(await verdictOf(passage, isApplicationTls, trialsOf(ground, walk))),
          counters: passage.counters,
          ...(peer !== undefined && { peer }),
        },
      ];
    }),
  );
  const edges = await Promise.all(
    wanted.map(async ({ edge, walk }): Promise<LabEdge> => {
      const { client, server, service, port, dialled, verdict } = edge;
      const ends = {
        client,
        server,
        ...(service !== undefined && { service }),
        ...(port !== undefined && { port }),
        ...(dialled !== undefined && { dialled }),
        expected: verdict,
      };
      return { ...ends, ...(await resultOf(edge, walk, walk && judged.get(walk), working, isOfOthers)) };
    }),
  );
  return { edges, answered: new Set(walks.filter((walk) => passages.get(walk)?.isAnswered)) };
}

async function resultOf(
  edge: ExpectedEdge,
  walk: CallWalk | OutsideWalk | undefined,
  judged: Judged | undefined,
  working: ReadonlySet<string>,
  isOfOthers: (edge: ExpectedEdge) => boolean,
): Promise<Judged> {
  const nothing = { trials: [], counters: {} };
  // What the topology leaves open has no certificate that could be issued.
  if (edge.verdict === 'undecided') return { ...nothing, measured: 'unmeasured' };
  if (walk === undefined || judged === undefined)
    return { ...nothing, measured: isOutside(edge) || isOfOthers(edge) ? unwalkedOf(edge) : 'broken' };
  // Of two routes to one listener, one may be refused: nothing distinguishes their requests.
  if (edge.verdict === 'broken' && judged.measured !== 'broken' && working.has(endsOf(edge)))
    return { ...nothing, measured: 'unmeasured' };
  if (judged.measured === 'broken' && isOfOthers(edge)) return { ...nothing, measured: 'unmeasured' };
  const { balancer } = walk as OutsideWalk;
  if (balancer === undefined || edge.server !== balancer.id) return judged;
  const outer = await balancer.measure();
  return outer === 'unmeasured' ? judged : { ...nothing, measured: outer };
}

const isOutside = ({ client }: ExpectedEdge): boolean =>
  client === 'outside' || client.startsWith('load-balancer/');

/** A way in that the lab can't walk: it leads past the proxies, to a listener that is not there, or nothing says how. */
const unwalkedOf = ({ verdict }: ExpectedEdge): 'broken' | 'unmeasured' =>
  verdict === 'broken' ? 'broken' : 'unmeasured';

const endsOf = ({ client, server, service, port }: ExpectedEdge): string =>
  `${client} ${server} ${service ?? ''} ${port ?? ''}`;

/** Finds the walk of an edge. */
function walksBy({ calls, outside }: Ground): (edge: ExpectedEdge) => CallWalk | OutsideWalk | undefined {
  const found = new Map<string, CallWalk | OutsideWalk>();
  const add = (walk: CallWalk | OutsideWalk, ends: Omit<ExpectedEdge, 'verdict'>): void => {
    const id = `${endsOf({ ...ends, verdict: '' })} ${ends.dialled ?? ''}`;
    if (!found.has(id)) found.set(id, walk);
  };
  for (const walk of calls) {
    const { client, server, service, listener: port, dialled } = walk;
    add(walk, { client, server, service, port, dialled });
    add(walk, { client, server, service, port });
  }
  for (const walk of outside) {
    const { client, server, listener: port, balancer } = walk;
    add(walk, { client, server, port });
    if (balancer !== undefined) add(walk, { client: 'outside', server: balancer.id, port: balancer.port });
  }
  return (edge) => found.get(`${endsOf(edge)} ${isOutside(edge) ? '' : (edge.dialled ?? '')}`);
}

function trialsOf({ callerTrials, doorTrials }: Ground, walk: CallWalk | OutsideWalk): Trials {
  const { foreignServer, wrongName } = callerTrials(walk);
  const none = (): Promise<Outcome> => Promise.resolve('unmeasured');
  const door = walk.door && doorTrials(walk.door);
  return {
    foreignServer,
    wrongName,
    plaintextCaller: door?.plaintextCaller ?? none,
    callerWithoutCertificate: door?.callerWithoutCertificate ?? none,
    foreignCaller: door?.foreignCaller ?? none,
  };
}
