import { acceptanceId, namespaceContentId, type Asset } from '../../../planner';
import { at, closed, type Topology } from '../../../topology';
import { eachOnce, valuesIn, valuesOf, valuesOfManifests } from '../../pods/values';
import {
  clusterObjectsContentId,
  controllerContentId,
  eksAuthorityValue,
  eksClusterContentId,
  eksClusterNameValue,
  eksEndpointValue,
  registrarRoleContentId,
} from '../../pods/contents';
import { certificateIds } from '../../certificate-assets';
import { meshObjectsOf } from '../controller';
import { controllerStatements } from '../controller/permissions';
import type { Scope, Specs } from '../controller/scope';
import { controlledScopes } from '../controller/scopes';
import type { AppMeshLowered } from '../specs';
import { controllerRoleId, meshRoleId, type AppMeshContent } from './contents';

/**
 * The App Mesh controllers, each with its role and with the mesh objects that it owns. A topology with an open value has no
 * plan, and so none of them.
 */
export function controllerAssets(topology: Topology, lowered: AppMeshLowered): readonly Asset[] {
  const mesh = closed({ topology: { ...topology, parameters: {} }, lowered });
  if (!('topology' in mesh)) return [];
  const { topology: whole, lowered: specs } = mesh;
  return controlledScopes(whole).flatMap((scope) => [roleAsset(scope, specs), controllerAsset(scope, specs)]);
}

const assetOf = (
  { topology, cluster }: Scope,
  tier: Asset['tier'],
  content: AppMeshContent,
  more: Pick<Asset, 'reads' | 'follows'>,
): Asset => {
  const { account } = at(topology.clusters, cluster);
  return {
    content,
    account,
    tier,
    names: [],
    outputs: [],
    concerns: [at(topology.accounts, account)],
    ...more,
  };
};

function roleAsset(scope: Scope, specs: Specs): Asset {
  const { topology, cluster } = scope;
  const { account } = at(topology.clusters, cluster);
  const id = controllerRoleId(account, cluster);
  return assetOf(
    scope,
    'workloads',
    { id, kind: 'controller-role', cluster },
    {
      reads: eachOnce([
        ...valuesOf(topology, cluster, [eksClusterNameValue]),
        ...valuesIn(controllerStatements(scope, specs)),
      ]),
      follows: [
        acceptanceId(account),
        meshRoleId(account),
        namespaceContentId(account),
        eksClusterContentId(account, cluster),
        registrarRoleContentId(account, cluster),
        ...ownCertificates(scope),
      ],
    },
  );
}

/** Ids of the certificates that the parties on a cluster present. */
const ownCertificates = ({ topology, cluster, owners }: Scope): readonly string[] => [
  ...Object.values(topology.workloads)
    .filter(({ key }) => owners.workloads[key] === cluster)
    .flatMap((workload) => certificateIds(topology, workload)),
  ...Object.values(topology.gateways)
    .filter(({ key }) => owners.gateways[key] === cluster)
    .flatMap((gateway) => certificateIds(topology, gateway)),
];

function controllerAsset(scope: Scope, specs: Specs): Asset {
  const { topology, cluster } = scope;
  const { account } = at(topology.clusters, cluster);
  const inside = clusterObjectsContentId(account, cluster);
  return assetOf(
    scope,
    'kubernetes',
    { id: controllerContentId(account, cluster), kind: 'controller', cluster, inside },
    {
      reads: eachOnce([
        ...valuesOf(topology, cluster, [eksClusterNameValue, eksEndpointValue, eksAuthorityValue]),
        ...valuesOfManifests(meshObjectsOf(scope, specs)),
      ]),
      follows: [inside, controllerRoleId(account, cluster)],
    },
  );
}
