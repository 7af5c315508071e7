import type { Asset } from '../planner';
import { at, type ByKey, type Store, type Text, type Topology, type Value } from '../topology';
import type { Deployed, LeftOver } from './left-over';
import { isLiveAccount } from './live';
import type { Party } from './lowered';
import { secretLeftOvers } from './not-deployed-secrets';
import { workloadId } from './party-ids';
import { placedEntriesOf } from './placed-entries';
import { runtimeOf } from './runtimes';
import { eksClusterContentId, podContentId } from './pods/contents';
import { clusterContentId, loadBalancerContentId, storesOfContent, taskContentId } from './tasks/contents';

/** What assets deploy. */
export function deployedBy(assets: readonly Asset[]): Deployed {
  const ids = new Set(assets.map(({ content }) => content.id));
  const stores = new Set(assets.flatMap(({ content }) => storesOfContent(content)));
  return { has: (content) => ids.has(content), hasStore: (store) => stores.has(store) };
}

/** Attributes that ECS gives an instance in Cloud Map itself (ECS developer guide, "Use service discovery"). */
const OF_ECS = /^(?:ECS_|AWS_|AVAILABILITY_ZONE$|REGION$|EC2_INSTANCE_ID$)/;

/** What is left over of what runs containers, and of what is in front of them. */
export const leftOverOfTasks: readonly LeftOver[] = [
  {
    askedIn: (topology, _, { has }) =>
      Object.values(topology.clusters)
        .filter(
          ({ key, account, existing }) =>
            existing === undefined &&
            isLiveAccount(topology, account) &&
            !has(clusterContentId(account, key)) &&
            !has(eksClusterContentId(account, key)),
        )
        .map(({ at: place, key, kind }) => ({
          at: place,
          what: `${kind === 'ecs' ? 'ECS' : 'EKS'} cluster "${key}"`,
        })),
    why: 'it is not created on this data plane; create it with your own tools',
  },
  {
    askedIn: (topology, { parties }, { has }) =>
      deployedParties(parties).flatMap((party) => {
        const runtime = runtimeOf(topology, party);
        return runtime === undefined || isRun(party, has)
          ? []
          : [{ at: runtime.at, what: `the containers of "${party.key}"` }];
      }),
    why: 'they run on ECS or EKS, in private subnets of their account that are created or named (network.subnets.private); run them with your own tools beside a proxy, which gets the policy and the identity of this plan',
  },
  {
    askedIn: (_, { parties }, deployed) =>
      missingFronts(parties, deployed).map(({ party, entry }) => ({
        at: entry.at,
        what: `the load balancer in front of "${party.key}"`,
      })),
    why: 'it is created in a network that the account has; the check judges the entry as it is written',
  },
  {
    askedIn: (_, { parties }, deployed) =>
      missingFronts(parties, deployed).map(({ party, entry }) => ({
        at: entry.at,
        what: `the rule that lets the load balancer reach "${party.key}"${portText(entry.proxyPort ?? entry.listener)}`,
      })),
    why: "its security group is not known here: allow that group in the one of the workload or gateway, and the entry's sources in that group",
  },
  {
    askedIn: (topology, { parties }, { has }) =>
      deployedParties(parties).flatMap((party) => {
        const { record } = party.kind === 'gateway' ? at(topology.gateways, party.key) : {};
        const isFronted = frontsOf(party).some(({ id }) => has(id));
        return record === undefined || isFronted
          ? []
          : [{ at: [...party.at, 'record'], what: `the DNS record "${record.name}"` }];
      }),
    why: 'it leads to a load balancer, and none is created in front of the gateway: add an entry',
  },
  {
    askedIn: (topology, { parties }, { has }) =>
      registered(topology, parties, has).flatMap(({ discovery, at: place, key }) =>
        discovery.kind === 'cloud-map' && !discovery.create
          ? [
              {
                at: [...place, 'discovery'],
                what: `the registration of "${key}" in "${discovery.service}.${discovery.namespace}"`,
              },
            ]
          : [],
      ),
    why: 'the Cloud Map service exists, and its ARN is not known here; register what runs with your own tools, or leave existing out',
  },
  {
    askedIn: (topology, { parties }, { has }) =>
      registered(topology, parties, has).flatMap(({ discovery, at: place, key, account }) =>
        discovery.kind === 'cloud-map' &&
        has(taskContentId(account, workloadId(key))) &&
        Object.keys(discovery.attributes).some((name) => !OF_ECS.test(name))
          ? [
              {
                at: [...place, 'discovery', 'attributes'],
                what: `the attributes of the instances of "${key}"`,
              },
            ]
          : [],
      ),
    why: 'ECS registers instances with attributes of its own alone, such as ECS_SERVICE_NAME',
  },
  {
    askedIn: (topology, _, { hasStore }) =>
      Object.values(topology.stores)
        .filter(({ key }) => !hasStore(key))
        .map(({ at: place, key }) => ({ at: place, what: `store "${key}"` })),
    why: 'no task of this plan reads it; put the files where the proxies read them',
  },
  {
    askedIn: (topology, _, { hasStore }) =>
      Object.values(topology.stores)
        .filter((store) => hasStore(store.key) && isFilledByOthers(store))
        .map(({ at: place, key }) => ({ at: place, what: `the files of store "${key}"` })),
    why: 'its tasks read it, and it says nothing of what is in it: write the files there, or name their secrets in files',
  },
  ...secretLeftOvers,
  {
    askedIn: (topology, _, { hasStore }) =>
      Object.values(topology.certificates).flatMap((certificate) => {
        const { key, kind, at: place } = certificate;
        if (kind === 'sds') return [{ at: place, what: `the secret of certificate "${key}"` }];
        if (kind !== 'file') return [];
        const store = storeOf(topology.stores, certificate);
        return store !== undefined && store.kind !== 'task-volume' && hasStore(store.key)
          ? []
          : [{ at: place, what: `the files of certificate "${key}"` }];
      }),
    why: 'the proxy reads it where it runs; put it there before you deploy',
  },
];

export const deployedParties = (parties: readonly Party[]): readonly Party[] =>
  parties.filter(({ existing }) => existing !== true);

/** Ids of the load balancers in front of a party, with the entry that each is for. */
const frontsOf = (party: Party) =>
  placedEntriesOf(party).map(({ entry, loadBalancer }) => ({
    party,
    entry,
    id: loadBalancerContentId(party.account, `${party.id}/${loadBalancer}`),
  }));

const missingFronts = (parties: readonly Party[], { has }: Deployed) =>
  deployedParties(parties).flatMap((party) => frontsOf(party).filter(({ id }) => !has(id)));

/** Whether tasks or pods of a party are deployed. */
const isRun = ({ account, id }: Pick<Party, 'account' | 'id'>, has: Deployed['has']): boolean =>
  has(taskContentId(account, id)) || has(podContentId(account, id));

/** Workloads whose tasks or pods are deployed, and so registered. */
const registered = (topology: Topology, parties: readonly Party[], has: Deployed['has']) =>
  deployedParties(parties).flatMap((party) =>
    party.kind === 'workload' && isRun(party, has) ? [at(topology.workloads, party.key)] : [],
  );

/** A volume that an application fills is no matter of others; a file system may be. */
const isFilledByOthers = (store: Store): boolean =>
  store.kind === 'efs' && store.fileSystem === undefined && Object.keys(store.files).length === 0;

/** The store that a certificate names, or in which its chain is by its path. */
const storeOf = (
  stores: ByKey<Store>,
  { store, chain }: { readonly store?: string; readonly chain: Text },
): Store | undefined =>
  store === undefined
    ? Object.values(stores).find(({ mountPath }) => chain.startsWith(`${mountPath}/`))
    : at(stores, store);

/** A plan knows every port. */
const portText = (port: Value<number>): string => (typeof port === 'number' ? ` on port ${port}` : '');
