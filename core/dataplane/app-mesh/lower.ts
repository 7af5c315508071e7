import { defined } from '../../base/properties';
import { at, type Topology } from '../../topology';
import { certificatesOf, shownFromOutside } from '../certificates';
import { connectionsOf } from './connections';
import { liveGatewaysOf, liveServicesOf, liveWorkloadsOf } from '../live';
import { virtualGatewayOf, virtualNodeOf } from './parties';
import { virtualServiceOf } from './services';
import type { AppMeshLowered } from './specs';
import { certificateFlawOf, flawed } from './tls-flaws';

/** The topology as App Mesh specs: what App Mesh refuses is in it too, and reported by the rules. */
export function lowerToAppMesh(topology: Topology): AppMeshLowered {
  const nodes = liveWorkloadsOf(topology).map((workload) => virtualNodeOf(topology, workload));
  const gateways = liveGatewaysOf(topology).map((gateway) => virtualGatewayOf(topology, gateway));
  const { name, egress, ipPreference } = topology.mesh;
  return {
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
    connections: connectionsOf(topology),
    certificates: certificatesOf(topology).map((spec) => flawed(spec, certificateFlawOf(topology, spec))),
    shownFromOutside: shownFromOutside(topology),
    authorities: Object.values(topology.authorities),
  };
}
