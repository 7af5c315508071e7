import { defined } from '../../base/properties';
import { at, type Service, type Topology } from '../../topology';
import { certificatesOf, shownFromOutside } from '../certificates';
import { liveGatewaysOf, liveServicesOf, liveWorkloadsOf, sameValue } from '../live';
import type { CertificateSpec, Connection } from '../lowered';
import { connectionsOf } from '../routes/connections';
import { refusedOf, type Refused } from '../routes/refused';
import { sharedRefusedPlacesIn, withRefusedValues } from '../routes/refused-values';
import { withSharedPorts } from '../routes/shared-ports';
import { placeholderOf } from '../service-names';
import { certificateFlawOf, flawed } from '../tls-flaws';
import { interceptedAmong } from './interception';
import { localAddressOf } from './local-addresses';
import type { EnvoyLowered, EnvoyParty, EnvoyService } from './lowered';
import { gatewayParty, workloadParty } from './parties';
import { proxyPortOf } from './ports';

/** The topology in terms of Envoys: what Envoy or ACM refuses is in it too, and reported by the rules. */
export function lowerToEnvoy(topology: Topology): EnvoyLowered {
  const parties = [
    ...liveWorkloadsOf(topology).map((workload) => workloadParty(topology, workload)),
    ...liveGatewaysOf(topology).map((gateway) => gatewayParty(topology, gateway)),
  ];
  const specs: Omit<EnvoyLowered, 'connections'> = {
    dataPlane: 'envoy',
    region: topology.region,
    parties,
    certificates: certificatesOf(topology).map((spec) => certificateOf(topology, spec)),
    shownFromOutside: shownFromOutside(topology),
    authorities: Object.values(topology.authorities),
    services: liveServicesOf(topology).map((service) => serviceOf(topology, service)),
  };
  const refused = refusedOf(sharedRefusedPlacesIn(topology, { ...specs, connections: [] }));
  return { ...specs, connections: connectionsAmong(topology, parties, refused) };
}

/** One that exists keeps the key that it has, such as that of App Mesh, where none is asked for. */
function certificateOf(topology: Topology, spec: CertificateSpec): CertificateSpec {
  const { source } = spec;
  const certificate = at(topology.certificates, spec.key);
  const keeps = certificate.kind === 'issued' && certificate.hasDefaultAlgorithm === true;
  return flawed<CertificateSpec>(
    source.kind === 'issue' && keeps ? { ...spec, source: { ...source, keepsAlgorithm: true } } : spec,
    certificateFlawOf(topology, spec),
  );
}

function serviceOf(topology: Topology, service: Service): EnvoyService {
  const { key, account, name } = service;
  return {
    key,
    at: service.at,
    account,
    name,
    localAddress: localAddressOf(name),
    ...defined({ record: placeholderOf(topology, service) }),
  };
}

function connectionsAmong(
  topology: Topology,
  parties: readonly EnvoyParty[],
  refused: Refused,
): readonly Connection[] {
  const byId = new Map(parties.map((party) => [party.id, party]));
  const connections = withRefusedValues(topology, connectionsOf(topology, { refused }), parties, refused);
  const intercepted = interceptedAmong({ parties, connections });
  const marked = new Map(
    withSharedPorts(intercepted, parties).map((connection, index) => [intercepted[index], connection]),
  );
  return connections.map((connection) =>
    withProxyPort(byId.get(connection.server), marked.get(connection) ?? connection),
  );
}

function withProxyPort(server: EnvoyParty | undefined, connection: Connection): Connection {
  const { port } = connection;
  const isAnswered = server?.listeners.some((listener) => sameValue(listener.port, port)) ?? false;
  if (server === undefined || !isAnswered || server.interception === 'iptables') return connection;
  return { ...connection, ...defined({ proxyPort: proxyPortOf(port, server.interception) }) };
}
