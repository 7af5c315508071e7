import { defined } from '../../base/properties';
import { nameKindOf, type Closed, type Topology } from '../../topology';
import type { Party } from '../lowered';
import { proxyPortOf } from './ports';
import type { ProxySpec, UpstreamSpec } from './specs';
import type { Client, Server } from './sides';
import { tlsTowards, type Tls } from './tls';

/** How a proxy connects to a listener, and what it shows and trusts there. */
export interface Upstream {
  readonly spec: UpstreamSpec;
  readonly tls?: Tls;
}

/** How a client connects to a listener on behalf of a service; absent: nothing makes the listener discoverable. */
export function upstreamOf(
  topology: Closed<Topology>,
  { policyFor }: Client,
  service: string,
  server: Server,
): Upstream | undefined {
  const { party, listener, interception } = server;
  const { discovery, discoveryName } = party;
  if (discovery === undefined || discovery.kind === 'none' || discoveryName === undefined) return undefined;
  const tls = tlsTowards(topology, policyFor(service), server, discoveryName);
  const spec: UpstreamSpec = {
    name: `${service}_${party.key}_${listener.port}`,
    server: party.id,
    listener: listener.port,
    endpoints: [{ address: discoveryName, port: proxyPort(listener.port, interception) }],
    resolution: resolutionOf(discovery),
    // Where the applications do TLS there is nothing to read for a proxy.
    protocol: listener.tls.kind === 'application' ? 'tcp' : listener.protocol,
    ...defined({
      ipPreference: discovery.ipPreference ?? topology.mesh.ipPreference,
      tls: tls && {
        ...defined({ trust: tls.trust?.name, certificate: tls.certificate?.name }),
        names: tls.names,
        ...(nameKindOf(discoveryName) === 'dns' && { serverName: discoveryName }),
      },
      healthCheck: listener.healthCheck && {
        ...listener.healthCheck,
        port: checkedPort(server, listener.healthCheck.port),
      },
      outlierDetection: listener.outlierDetection,
    }),
  };
  return { spec, ...defined({ tls }) };
}

/** Of a closed topology every port is known. */
const proxyPort = (port: number, interception: ProxySpec['interception']): number => {
  const found = proxyPortOf(port, interception);
  return typeof found === 'number' ? found : port;
};

/** A check of a port on which the proxy accepts connections goes there; any other port is none of the mesh's. */
const checkedPort = ({ party, interception }: Server, port: number): number =>
  party.listeners.some((listener) => listener.port === port) ? proxyPort(port, interception) : port;

/** App Mesh took the addresses of a host name for one load balancer, unless they are stated to be endpoints. */
const resolutionOf = (
  discovery: Exclude<Closed<Party>['discovery'], undefined>,
): UpstreamSpec['resolution'] =>
  discovery.kind === 'dns' && discovery.responseType !== 'ENDPOINTS' ? 'LOGICAL_DNS' : 'STRICT_DNS';
