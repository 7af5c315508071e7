import type { OutboundSpec, ProxySpec } from '../specs';
import { originalDestinationCluster } from './clusters';
import { httpFilter } from './http';
import type { JsonObject } from './json';
import { listenerOf, originalDestination, tlsInspectorAt } from './listeners';
import { isIntercepting, ORIGINAL_DESTINATION, outboundName } from './names';
import { tcpFilterOf } from './outbound';
import { actionOf, routesOf } from './routes';
import { tcpFilter } from './tcp';

/** Address and port to which the kernel redirects the connections that the application opens, as on App Mesh. */
export const OUTBOUND = { address: '127.0.0.1', port: 15_001 };

const HTTPS = 443;

/** APIs of AWS, which App Mesh always let through: applications cannot do without them. */
const AWS = ['*.amazonaws.com', '*.amazonaws.com.cn', '*.api.aws'];

/** What an intercepted application may connect to: the services of the mesh, the APIs of AWS, and with `ALLOW_ALL` the rest. */
export function interceptedOutbound(proxy: ProxySpec): readonly JsonObject[] {
  if (!isIntercepting(proxy)) return [];
  const past = (name: string): JsonObject =>
    tcpFilter(proxy, { name, target: { cluster: ORIGINAL_DESTINATION }, from: 'here' });
  return [
    listenerOf({
      name: 'outbound',
      direction: 'OUTBOUND',
      socket: OUTBOUND,
      filters: [originalDestination, ...tlsInspectorAt([HTTPS])],
      chains: [
        ...chainsOf(proxy),
        {
          name: 'aws',
          filter_chain_match: { destination_port: HTTPS, server_names: AWS },
          filters: [past('outbound/aws')],
        },
      ],
      ...(proxy.egress === 'ALLOW_ALL' ? { otherwise: { filters: [past('outbound/other')] } } : {}),
    }),
  ];
}

export const interceptedClusters = (proxy: ProxySpec): readonly JsonObject[] =>
  isIntercepting(proxy) ? [originalDestinationCluster] : [];

/**
 * One chain for each dialled port: services of HTTP are told apart by the host of the request. Connections of TCP have no
 * such name, so that of several services on a port where the first is TCP, the first gets all; a rule reports those.
 */
function chainsOf(proxy: ProxySpec): readonly JsonObject[] {
  const byPort = new Map<number, OutboundSpec[]>();
  for (const outbound of proxy.outbound) {
    const others = byPort.get(outbound.port);
    if (others === undefined) byPort.set(outbound.port, [outbound]);
    else others.push(outbound);
  }
  return [...byPort].flatMap(([port, outbounds]) => {
    const filter = filterOf(proxy, port, outbounds);
    if (filter === undefined) return [];
    return [{ name: `${port}`, filter_chain_match: { destination_port: port }, filters: [filter] }];
  });
}

function filterOf(
  proxy: ProxySpec,
  port: number,
  outbounds: readonly OutboundSpec[],
): JsonObject | undefined {
  const [first] = outbounds;
  if (first === undefined || first.protocol === 'tcp')
    return first === undefined ? undefined : tcpFilterOf(proxy, first);
  const hosts = outbounds.filter(({ protocol }) => protocol !== 'tcp').map(hostOf);
  const name = outbounds.length === 1 ? outboundName(first) : `outbound/${port}`;
  const other = proxy.egress === 'ALLOW_ALL' ? [otherHosts] : [];
  return httpFilter(proxy, { name, hosts: [...hosts, ...other], from: 'here', namesCallers: false });
}

const hostOf = (outbound: OutboundSpec): JsonObject => ({
  name: outboundName(outbound),
  domains: [outbound.host, `${outbound.host}:${outbound.port}`],
  routes: routesOf(outbound),
});

const otherHosts: JsonObject = {
  name: 'other',
  domains: ['*'],
  routes: [{ match: { prefix: '/' }, route: actionOf({ cluster: ORIGINAL_DESTINATION }, undefined) }],
};
