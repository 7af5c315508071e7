import { groupedBy } from '../base/collections';
import { quotedList } from '../base/text';
import {
  architectureOfType,
  at,
  hasTrunk,
  isParameterRef,
  type Cluster,
  type EksCluster,
  type Hit,
  type Network,
  type Path,
  type Text,
  type Topology,
} from '../topology';
import { hit } from './hit';
import { isLiveAccount } from './live';
import { REGISTRAR } from './pods/names';
import { runnersOf } from './runners';

const clustersOf = (topology: Topology): readonly EksCluster[] =>
  Object.values(topology.clusters).filter(
    (cluster): cluster is EksCluster => cluster.kind === 'eks' && isLiveAccount(topology, cluster.account),
  );

const createdOf = (topology: Topology): readonly EksCluster[] =>
  clustersOf(topology).filter(({ existing }) => existing === undefined);

/** Nodes on which no pod runs, or that EKS does not create. */
export const nodeHits = (topology: Topology): readonly Hit[] =>
  createdOf(topology).flatMap(({ at: place, key, nodes }): readonly Hit[] => {
    const { types, architecture, least, most } = nodes;
    const path: Path = [...place, 'nodes'];
    const without = types.filter((type) => !hasTrunk(type));
    const others = types.filter((type) => architectureOfType(type) !== architecture);
    return [
      ...(without.length === 0
        ? []
        : [
            hit(
              [...path, 'types'],
              `nodes of ${quotedList(without)} give pods no network interfaces of their own, and so "${key}" would run none: its pods have the security groups of their workloads`,
              `write instances of another family: types: [${architecture === 'ARM64' ? 'm6g.large' : 'm6i.large'}]`,
            ),
          ]),
      ...(others.length === 0
        ? []
        : [
            hit(
              [...path, 'types'],
              `the nodes of "${key}" are of two architectures: "${types[0]}" is of ${architecture}, and ${quotedList(others)} ${others.length === 1 ? 'is' : 'are'} not`,
              `keep those of one in types, such as [${types[0]}]; a second cluster may have the others`,
            ),
          ]),
      ...(isParameterRef(least) || isParameterRef(most) || least <= most
        ? []
        : [
            hit(
              [...path, 'most'],
              `nodes.least of "${key}" is ${least}, and nodes.most only ${most}`,
              `write most: ${least} or more`,
            ),
          ]),
    ];
  });

/** An image runs on the architecture for which it was made; nodes have one. */
export const architectureHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap(({ key, runtime }) => {
    const cluster: Cluster = at(topology.clusters, runtime.cluster);
    if (cluster.kind !== 'eks' || cluster.existing !== undefined) return [];
    const { architecture } = cluster.nodes;
    return architecture === runtime.architecture
      ? []
      : [
          hit(
            [...runtime.at, 'architecture'],
            `the containers of "${key}" are for ${runtime.architecture}, and the nodes of "${cluster.key}" are of ${architecture}`,
            `write architecture: ${architecture}, or in clusters.${cluster.key} nodes: { types: [${runtime.architecture === 'ARM64' ? 'm6g.large' : 'm6i.large'}] }`,
          ),
        ];
  });

/** Zones in which a network has private subnets, as far as that is known. */
const zonesOf = (network: Network): number =>
  network.kind === 'create'
    ? network.zones.length
    : network.kind === 'existing'
      ? network.subnets.private.length
      : 0;

/** EKS puts its network interfaces into subnets of two zones at least (EKS user guide, "VPC and Subnet considerations"). */
export const clusterNetworkHits = (topology: Topology): readonly Hit[] =>
  createdOf(topology).flatMap(({ at: place, key, account }) => {
    const { network } = at(topology.accounts, account);
    const zones = zonesOf(network);
    if (zones >= 2) return [];
    return [
      zones === 0
        ? hit(
            place,
            `cluster "${key}" needs a network, and account "${account}" has none`,
            `add accounts: { ${account}: { network: { cidr: '10.0.0.0/16' } } } with its own block`,
          )
        : hit(
            place,
            `cluster "${key}" needs private subnets in two availability zones, and the network of "${account}" has them in one`,
            network.kind === 'create'
              ? `add a second zone at the end of accounts.${account}.network.zones: [${network.zones[0] ?? ''}, ${topology.region}b]`
              : `name a private subnet of a second zone in accounts.${account}.network.subnets.private`,
          ),
    ];
  });

/** No organization has as many addresses: two blocks of length 1 are the whole internet. */
const LEAST_PREFIX = 8;

/** Whether so many addresses are in a block that strangers are among them; of an open one, nothing is known yet. */
const isWide = (cidr: Text): boolean => Number(/\/(\d+)$/.exec(cidr)?.[1] ?? LEAST_PREFIX) < LEAST_PREFIX;

/** An API server that much of the internet reaches asks for credentials, and answers whoever found some. */
export const publicAccessHits = (topology: Topology): readonly Hit[] =>
  createdOf(topology).flatMap(({ at: place, key, publicAccess }) =>
    publicAccess.some(isWide)
      ? [
          hit(
            [...place, 'publicAccess'],
            `${publicAccess.includes('0.0.0.0/0') ? 'the whole internet' : 'much of the internet'} reaches the API server of cluster "${key}"`,
            `write the blocks from which you deploy: publicAccess: ['198.51.100.7/32'], or drop publicAccess and deploy from within the VPC`,
          ),
        ]
      : [],
  );

/** One cluster under two keys would get everything twice. */
export const sameClusterHits = (topology: Topology): readonly Hit[] =>
  [
    ...groupedBy(
      clustersOf(topology).filter(({ existing }) => existing !== undefined),
      ({ account, existing, namespace }) => JSON.stringify([account, existing, namespace]),
    ).values(),
  ].flatMap(([first, ...others]) =>
    others.map(({ at: place, key }) =>
      hit(
        place,
        `"${first?.key}" and "${key}" are one cluster, and both would create namespace "${first?.namespace}" in it`,
        `drop clusters.${key}, and name "${first?.key}" where it was named; or give it a namespace of its own`,
      ),
    ),
  );

/** Namespaces that every cluster has already. */
const TAKEN = /^(?:default|kube-.*)$/;

export const namespaceHits = (topology: Topology): readonly Hit[] =>
  clustersOf(topology).flatMap(({ at: place, key, namespace }) =>
    TAKEN.test(namespace)
      ? [
          hit(
            [...place, 'namespace'],
            `namespace "${namespace}" of cluster "${key}" exists in every cluster, and the namespace of a mesh is created and deleted with it`,
            'write a namespace of its own, such as namespace: mesh',
          ),
        ]
      : [],
  );

export const podNameHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap(({ key, at: place, runtime }) =>
    key === REGISTRAR && at(topology.clusters, runtime.cluster).kind === 'eks'
      ? [
          hit(
            place,
            `"${key}" would have the objects of what registers the pods of cluster "${runtime.cluster}": both have one name`,
            'give it another key',
          ),
        ]
      : [],
  );
