import { groupedBy } from '../../base/collections';
import {
  acceptanceId,
  namespaceContentId,
  securityGroupIdValue,
  type Asset,
  type OutputValue,
} from '../../planner';
import { at, type Closed, type Topology } from '../../topology';
import type { Lowered } from '../lowered';
import { loadBalancerContentId } from '../tasks/contents';
import { developmentAssets } from '../tasks/development-assets';
import { taskAssets } from '../tasks/assets';
import { closedMeshOf, type ClosedMesh, type PartsIn } from '../tasks/mesh';
import { readIn } from '../tasks/task-assets';
import { eksClustersOf } from './clusters';
import {
  clusterObjectsContentId,
  controllerContentId,
  dnsGroupIdValue,
  eksAuthorityValue,
  eksClusterContentId,
  eksClusterNameValue,
  eksEndpointValue,
  eksSecurityGroupIdValue,
  podContentId,
  podRoleContentId,
  registeredServiceArnValue,
  registrarRoleContentId,
  type PodContent,
} from './contents';
import { objectsOf } from './objects';
import { clusterObjectsOf } from './objects/cluster';
import { podsOf } from './pods';
import { registrarsOf } from './registrar';
import type { EksClusterSpec, PodSpec, RegistrarSpec } from './specs';
import { eachOnce, valuesIn, valuesOf, valuesOfManifests, withoutOwn } from './values';

/**
 * Everything that the stacks contain to run what the topology says runs on ECS or on EKS. A topology with an open value has no
 * plan, and so nothing of this.
 * @param partsIn what the data plane puts beside the applications
 */
export function containerAssets<L extends Lowered>(
  topology: Topology,
  lowered: L,
  partsIn: PartsIn<L>,
): readonly Asset[] {
  const mesh = closedMeshOf(topology, lowered, partsIn);
  return mesh === undefined ? [] : [...taskAssets(mesh), ...podAssets(mesh)];
}

function podAssets({ topology: whole, lowered, partsOf }: ClosedMesh): readonly Asset[] {
  const pods = podsOf(whole, lowered, partsOf);
  const byCluster = groupedBy(pods, ({ cluster }) => cluster);
  return [
    ...eksClustersOf(whole, pods).map((cluster) => clusterAsset(whole, cluster)),
    ...registrarsOf(whole, pods).flatMap((registrar) => [
      registrarRoleAsset(whole, registrar),
      clusterObjectsAsset(whole, registrar, byCluster.get(registrar.cluster) ?? []),
    ]),
    ...pods.flatMap((pod) => [podRoleAsset(whole, pod), podAsset(whole, pod)]),
    ...developmentAssets(whole, pods),
  ];
}

const assetOf = (
  { accounts }: Closed<Topology>,
  account: string,
  tier: Asset['tier'],
  content: PodContent,
  more: Partial<Pick<Asset, 'reads' | 'follows' | 'outputs'>>,
): Asset => ({
  content,
  account,
  tier,
  reads: [],
  follows: [],
  names: [],
  outputs: [],
  concerns: [at(accounts, account)],
  ...more,
});

function clusterAsset(topology: Closed<Topology>, { key, account, addons }: EksClusterSpec): Asset {
  const id = eksClusterContentId(account, key);
  const output = (value: OutputValue, what: string) => ({
    value,
    handover: { thing: `cluster "${key}"`, what },
  });
  return assetOf(
    topology,
    account,
    'workloads',
    { id, kind: 'eks-cluster', cluster: key },
    {
      reads: [
        { kind: 'vpc-id', account },
        { kind: 'private-subnet-ids', account },
        ...valuesIn(addons.flatMap(({ identity }) => identity?.allows ?? [])),
      ],
      // cert-manager asks an authority of another account, which is shared.
      follows: [acceptanceId(account)],
      outputs: [
        output(eksClusterNameValue(key), 'name'),
        output(eksEndpointValue(key), 'API server'),
        output(eksAuthorityValue(key), "certificate of its API server's authority"),
        output(eksSecurityGroupIdValue(key), 'security group of control plane and nodes'),
      ],
    },
  );
}

function registrarRoleAsset(topology: Closed<Topology>, registrar: RegistrarSpec): Asset {
  const { account, cluster, services, allows } = registrar;
  return assetOf(
    topology,
    account,
    'workloads',
    { id: registrarRoleContentId(account, cluster), kind: 'registrar-role', cluster },
    {
      reads: withoutOwn(
        services.map((party) => registeredServiceArnValue(cluster, party)),
        [
          { kind: 'vpc-id', account },
          ...valuesOf(topology, cluster, [eksClusterNameValue, eksSecurityGroupIdValue]),
          ...valuesIn(allows),
        ],
      ),
      follows: [eksClusterContentId(account, cluster), namespaceContentId(account)],
      outputs: [
        ...services.map((party) => ({ value: registeredServiceArnValue(cluster, party) })),
        { value: dnsGroupIdValue(cluster) },
      ],
    },
  );
}

function clusterObjectsAsset(
  topology: Closed<Topology>,
  registrar: RegistrarSpec,
  pods: readonly PodSpec[],
): Asset {
  const { account, cluster } = registrar;
  return assetOf(
    topology,
    account,
    'kubernetes',
    { id: clusterObjectsContentId(account, cluster), kind: 'cluster-objects', cluster },
    {
      reads: eachOnce([
        ...valuesOf(topology, cluster, [eksClusterNameValue, eksEndpointValue, eksAuthorityValue]),
        ...valuesOfManifests(clusterObjectsOf(topology, registrar, pods)),
      ]),
      follows: [eksClusterContentId(account, cluster), registrarRoleContentId(account, cluster)],
    },
  );
}

function podRoleAsset(topology: Closed<Topology>, pod: PodSpec): Asset {
  const { id, account, cluster, key } = pod;
  return assetOf(
    topology,
    account,
    'workloads',
    { id: podRoleContentId(account, id), kind: 'pod-role', party: id },
    {
      reads: eachOnce([
        // What outputs it may output the policy of the proxy too.
        securityGroupIdValue(key),
        ...valuesOf(topology, cluster, [eksClusterNameValue]),
        ...valuesIn(pod.allows),
      ]),
      follows: [acceptanceId(account), eksClusterContentId(account, cluster)],
    },
  );
}

function podAsset(topology: Closed<Topology>, pod: PodSpec): Asset {
  const { id, account, cluster, targets } = pod;
  return assetOf(
    topology,
    account,
    'kubernetes',
    { id: podContentId(account, id), kind: 'pod', party: id, stores: readIn(topology, pod) },
    {
      reads: eachOnce(valuesOfManifests(objectsOf(pod, topology.images.interception))),
      follows: [
        clusterObjectsContentId(account, cluster),
        controllerContentId(account, cluster),
        podRoleContentId(account, id),
        ...targets.map(({ loadBalancer }) => loadBalancerContentId(account, loadBalancer)),
      ],
    },
  );
}
