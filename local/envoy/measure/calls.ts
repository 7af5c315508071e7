import type { OutboundSpec, ProxySpec } from '../../../core/dataplane/envoy';
import { call } from '../net/call';
import type { Wire } from '../net/wire';
import type { Line } from '../relocate';
import type { Way } from '../ways';
import { doorId, type Doors } from './doors';
import type { Lookups } from './lookups';
import type { Walk } from './walk';

/** A line between two proxies, with the program that is in it. */
export type WiredLine = Line & { readonly wire: Wire };

/** A walk through the caller's proxy, as its application would call. */
export interface CallWalk extends Walk {
  readonly service: string;
  /** The port of the service that the application dials. */
  readonly dialled: number;
  readonly outbound: OutboundSpec;
  readonly isProbe: boolean;
}

/** Every way from a proxy to an upstream. */
export function callWalks(
  lookups: Lookups,
  proxies: ReadonlyMap<string, ProxySpec>,
  lines: readonly WiredLine[],
  ways: readonly Way[],
  doors: Doors,
): readonly CallWalk[] {
  const byUpstream = new Map(lines.map((line) => [`${line.client} ${line.upstream.name}`, line]));
  return ways.flatMap(({ client, outbound, upstream, socket, isProbe }): readonly CallWalk[] => {
    const line = byUpstream.get(`${client} ${upstream}`);
    if (line === undefined) return [];
    const { server, listener } = line.upstream;
    const isApplicationTls = lookups.listenerOf(server, listener)?.tls.kind === 'application';
    const door = doors.get(doorId(server, listener));
    const proxy = proxies.get(client);
    const { host } = outbound;
    // Between the applications the proxies pass bytes, whatever these are.
    const protocol = (isApplicationTls && door?.protocol) || outbound.protocol;
    return [
      {
        client,
        server,
        service: outbound.service,
        dialled: outbound.port,
        listener,
        protocol,
        outbound,
        isProbe,
        isApplicationTls,
        socket,
        wire: line.wire,
        ...(line.to && { home: line.to }),
        ...(door && { door }),
        ...(proxy && { proxy }),
        call: (request) =>
          call({ to: socket, protocol, host, ...request, ...(isApplicationTls && { tls: {} }) }),
      },
    ];
  });
}
