import type { ProxySpec, SocketSpec } from '../../core/dataplane/envoy';
import { inboundName } from '../../core/dataplane/envoy/bootstrap/names';
import { ask } from './admin';

/** What Envoy has counted of an edge since it was started. */
export interface LiveCounts {
  /** Requests; of TCP: connections. */
  readonly requests: number;
  /** Finished TLS handshakes. */
  readonly handshakes: number;
  /** What failed, by kind. */
  readonly failures: Readonly<Record<string, number>>;
}

/** An edge whose counters are read: as `check` names it. */
export interface LiveEnds {
  readonly client: string;
  readonly server: string;
  readonly service?: string;
  readonly port?: number;
}

/** What went wrong in a handshake, and the counter of it (TLS statistics of listeners and of clusters). */
const HANDSHAKE_FAILURES: Readonly<Record<string, readonly string[]>> = {
  'authority or validity': ['ssl.fail_verify_error'],
  name: ['ssl.fail_verify_san'],
  'no certificate': ['ssl.fail_verify_no_cert'],
  'other TLS': ['ssl.connection_error'],
};

/** Where the counters of an edge are: in which proxy, under which prefixes. */
interface Spot {
  readonly proxy: string;
  /** Of connections and TLS. */
  readonly prefix: string;
  /** The counter of what `requests` means there. */
  readonly requests: string;
  /** Of answers. */
  readonly answers: string;
}

/** Reads the counters of edges from the administration interfaces of running proxies. */
export function liveCounters(
  edges: readonly LiveEnds[],
  proxies: readonly ProxySpec[],
  running: readonly { readonly id: string; readonly admin: SocketSpec }[],
): () => Promise<readonly LiveCounts[]> {
  const known = new Map(proxies.map((proxy) => [proxy.id, proxy]));
  const spots = edges.map((edge) => spotOf(edge, known));
  const needed = new Set(spots.flatMap((spot) => (spot === undefined ? [] : [spot.proxy])));
  const asked = running.filter(({ id }) => needed.has(id));
  return async () => {
    const read = await Promise.all(
      asked.map(async ({ id, admin }) => [id, await statisticsOf(admin)] as const),
    );
    const all = new Map(read);
    return spots.map((spot) => countsAt(spot, spot && all.get(spot.proxy)));
  };
}

/** A call is counted by its caller, what comes from outside by its server. Nothing counts what ends at a load balancer. */
function spotOf(edge: LiveEnds, proxies: ReadonlyMap<string, ProxySpec>): Spot | undefined {
  const caller = proxies.get(edge.client);
  const upstream = caller?.upstreams.find(
    ({ name, server, listener }) =>
      server === edge.server && listener === edge.port && name.startsWith(`${edge.service ?? ''}_`),
  );
  if (caller !== undefined && upstream !== undefined) {
    const prefix = `cluster.${upstream.name}.`;
    const requests = `${prefix}${upstream.protocol === 'tcp' ? 'upstream_cx_total' : 'upstream_rq_total'}`;
    return { proxy: caller.id, prefix, requests, answers: prefix };
  }
  const server = proxies.get(edge.server);
  const inbound = server?.inbound.find(({ port, listener, name }) =>
    name === String(listener) ? listener === edge.port : port === edge.port,
  );
  if (caller !== undefined || server === undefined || inbound === undefined) return undefined;
  const name = inboundName(inbound);
  const answers = inbound.protocol === 'tcp' ? `tcp.${name}.` : `http.${name}.`;
  const requests = `${answers}${inbound.protocol === 'tcp' ? 'downstream_cx_total' : 'downstream_rq_total'}`;
  return { proxy: server.id, prefix: `listener.${name}.`, requests, answers };
}

function countsAt(spot: Spot | undefined, statistics: ReadonlyMap<string, number> | undefined): LiveCounts {
  if (spot === undefined || statistics === undefined) return { requests: 0, handshakes: 0, failures: {} };
  const { prefix, requests, answers } = spot;
  const sumOf = (ends: readonly string[]): number =>
    [...new Set(ends.flatMap((end) => [`${prefix}${end}`, `${answers}${end}`]))].reduce(
      (sum, name) => sum + (statistics.get(name) ?? 0),
      0,
    );
  const handshake = Object.entries(HANDSHAKE_FAILURES).map(([kind, ends]) => [kind, sumOf(ends)] as const);
  // A caller counts a failed handshake as a failed connection, too.
  const other = handshake.reduce((left, [, count]) => left - count, sumOf(['upstream_cx_connect_fail']));
  const failures = [
    ...handshake,
    ['no connection', Math.max(0, other) + sumOf(['upstream_cx_connect_timeout'])],
    ['status 5xx', sumOf(['upstream_rq_5xx', 'downstream_rq_5xx'])],
  ] as const;
  return {
    requests: statistics.get(requests) ?? 0,
    handshakes: sumOf(['ssl.handshake']),
    failures: Object.fromEntries(failures.filter(([, count]) => count > 0)),
  };
}

/** The counters of a proxy that have counted something, by their names. A proxy that does not answer is an error. */
async function statisticsOf(admin: SocketSpec): Promise<ReadonlyMap<string, number>> {
  const answer = await ask(admin, '/stats?usedonly');
  if (answer?.status !== 200) throw new Error(`no proxy answers at ${admin.address}:${admin.port}`);
  return new Map(
    answer.text.split('\n').flatMap((line): [string, number][] => {
      const [, name = '', value] = /^(.*): (\d+)$/.exec(line) ?? [];
      return value === undefined ? [] : [[name, Number(value)]];
    }),
  );
}
