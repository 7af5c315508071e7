import type { OutboundSpec, ProxySpec, SocketSpec, UpstreamSpec } from '../../core/dataplane/envoy';

/** Where a caller's application finds one upstream through its proxy. */
export interface Way {
  readonly client: string;
  readonly outbound: OutboundSpec;
  readonly upstream: string;
  readonly socket: SocketSpec;
  /** `true`: a listener that only the lab has. `false`: the one that is deployed leads there with every request. */
  readonly isProbe: boolean;
}

/** Ports below this one need a privilege. */
const UNPRIVILEGED = 1024;
const SHIFT = 40_000;

/** The port that is used instead of one that needs a privilege. */
export const unprivileged = (port: number): number => (port < UNPRIVILEGED ? port + SHIFT : port);

/** The port that `unprivileged` made this one of. Ports from 40001 to 41023 are not told apart from those that it makes. */
export const asDeployed = (port: number): number =>
  port > SHIFT && port < SHIFT + UNPRIVILEGED ? port - SHIFT : port;

/**
 * A way to each upstream: the listener that is deployed, where it sends every request there; otherwise a listener that the lab
 * adds, to the upstream as it is deployed.
 */
export function waysOf(
  proxy: ProxySpec,
  upstreams: readonly UpstreamSpec[],
  address: () => string,
): { readonly outbound: readonly OutboundSpec[]; readonly found: readonly Way[] } {
  const probes: OutboundSpec[] = [];
  const names = new Set(upstreams.map(({ name }) => name));
  const found = proxy.outbound.flatMap((outbound) => {
    const called = new Set(outbound.routes.flatMap(({ targets }) => targets.map(({ upstream }) => upstream)));
    return [...called].flatMap((upstream): readonly Way[] => {
      const of = { client: proxy.id, outbound, upstream };
      if (outbound.local !== undefined && leadsOnlyTo(outbound, upstream))
        return [{ ...of, socket: outbound.local, isProbe: false }];
      if (!names.has(upstream)) return [];
      const socket = { address: address(), port: unprivileged(outbound.port) };
      probes.push({
        name: `lab_${outbound.name}_${upstream}`,
        service: outbound.service,
        host: outbound.host,
        port: outbound.port,
        protocol: outbound.protocol,
        local: socket,
        routes: [{ name: 'lab', targets: [{ upstream, weight: 1 }] }],
      });
      return [{ ...of, socket, isProbe: true }];
    });
  });
  return { outbound: [...proxy.outbound, ...probes], found };
}

const leadsOnlyTo = ({ port, routes: [first] }: OutboundSpec, upstream: string): boolean =>
  first !== undefined &&
  isEverything(first.match, port) &&
  first.targets.every((target) => target.upstream === upstream || target.weight === 0);

/** A match may be there and exclude nothing: the prefix `/`, and the port itself. */
function isEverything(match: OutboundSpec['routes'][number]['match'], dialled: number): boolean {
  if (match === undefined) return true;
  const { prefix = '/', port = dialled, headers, query, metadata, ...rest } = match;
  return (
    prefix === '/' &&
    port === dialled &&
    [headers, query, metadata].every((each) => each.length === 0) &&
    Object.values(rest).every((value) => value === undefined)
  );
}
