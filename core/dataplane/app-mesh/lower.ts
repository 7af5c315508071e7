import { defined } from '../../base/properties';
import { at, type Topology } from '../../topology';
import { certificatesOf, shownFromOutside } from '../certificates';
import { connectionsOf } from '../routes/connections';
import { liveGatewaysOf, liveServicesOf, liveWorkloadsOf } from '../live';
import { virtualGatewayOf, virtualNodeOf } from './parties';
import { virtualServiceOf } from './services';
import type { AppMeshLowered } from './specs';
import { refusedOf } from '../routes/refused';
import { withRefusedValues } from '../routes/refused-values';
import { refusedPlacesIn } from './rules/values';
import { withSharedPorts } from '../routes/shared-ports';
import { flawed } from '../tls-flaws';
import { routingOf } from './routing';
import { appMeshCertificateFlawOf } from './tls-flaws';

/** The topology as App Mesh specs: what App Mesh refuses is in it too, and reported by the rules. */
export function lowerToAppMesh(topology: Topology): AppMeshLowered {
  const nodes = liveWorkloadsOf(topology).map((workload) => virtualNodeOf(topology, workload));
  const gateways = liveGatewaysOf(topology).map((gateway) => virtualGatewayOf(topology, gateway));
  const { name, egress, ipPreference } = topology.mesh;
  const specs: Omit<AppMeshLowered, 'connections'> = {
    dataPlane: 'app-mesh',
    region: topology.region,
    mesh: {
      name,
      ownerId: at(topology.accounts, topology.owner).id,
      owner: topology.owner,
      egress,
      ...defined({ ipPreference }),
    },
    parties: [...nodes, ...gateways],
    nodes,
    gateways,
    services: liveServicesOf(topology).map((service) => virtualServiceOf(topology, service)),
    certificates: certificatesOf(topology).map((spec) =>
      flawed(spec, appMeshCertificateFlawOf(topology, spec)),
    ),
    shownFromOutside: shownFromOutside(topology),
    authorities: Object.values(topology.authorities),
  };
  return withConnections(topology, specs);
}

function withConnections(topology: Topology, specs: Omit<AppMeshLowered, 'connections'>): AppMeshLowered {
  const refused = refusedOf(refusedPlacesIn(topology, { ...specs, connections: [] }));
  const routed = connectionsOf(topology, routingOf(topology, refused));
  const connections = withRefusedValues(topology, routed, specs.parties, refused);
  return { ...specs, connections: withSharedPorts(connections, specs.parties) };
}
