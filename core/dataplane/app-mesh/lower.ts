import { at, findingOf, type Result, type Topology } from '../../topology';
import { certificatesOf } from './certificates';
import { connectionsOf } from './connections';
import { liveGatewaysOf, liveServicesOf, liveWorkloadsOf } from './live';
import { virtualGatewayOf, virtualNodeOf } from './parties';
import { appMeshRules } from './rules';
import { virtualServiceOf } from './services';
import type { AppMeshLowered } from './specs';
import { refusalsOf } from './support';

/**
 * The topology as App Mesh specs. There always is a value: what App Mesh refuses is told as findings beside it,
 * so that a check can still judge every edge of a mesh with mistakes.
 */
export function lowerToAppMesh(topology: Topology): Result<AppMeshLowered> {
  const lowered = appMeshOf(topology);
  return {
    ok: true,
    value: lowered,
    findings: [
      ...refusalsOf(topology),
      ...appMeshRules.flatMap((rule) => rule.hitsOf(topology, lowered).map((hit) => findingOf(rule, hit))),
    ],
  };
}

function appMeshOf(topology: Topology): AppMeshLowered {
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
      ...(ipPreference === undefined ? {} : { ipPreference }),
    },
    parties: [...nodes, ...gateways],
    nodes,
    gateways,
    services: liveServicesOf(topology).map((service) => virtualServiceOf(topology, service)),
    connections: connectionsOf(topology),
    certificates: certificatesOf(topology),
    authorities: Object.values(topology.authorities),
  };
}
