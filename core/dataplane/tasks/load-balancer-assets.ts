import type { Asset, AssetOutput, OutputValue } from '../../planner';
import { at, type Closed, type Topology } from '../../topology';
import { certificateId } from '../certificate-assets';
import type { Lowered } from '../lowered';
import {
  loadBalancerContentId,
  loadBalancerNameValue,
  recordZoneContentId,
  recordZoneIdValue,
  recordZoneServersValue,
  targetGroupArnValue,
  type TaskContent,
} from './contents';
import { loadBalancersOf } from './load-balancers';
import type { LoadBalancerSpec } from './load-balancer-specs';
import { zoneKeyOf, type CreatedZone } from './records';

/** The load balancers of a mesh, and the zones that are created for their records. */
export const loadBalancerAssets = (topology: Closed<Topology>, lowered: Closed<Lowered>): readonly Asset[] =>
  loadBalancersOf(topology, lowered).flatMap((spec) => [
    loadBalancerAsset(topology, spec),
    ...zonesOf(spec).map((zone) => zoneAsset(topology, spec, zone)),
  ]);

function loadBalancerAsset(topology: Closed<Topology>, spec: LoadBalancerSpec): Asset {
  const { id, account, scheme } = spec;
  const content: TaskContent = {
    id: loadBalancerContentId(account, id),
    kind: 'load-balancer',
    loadBalancer: id,
  };
  const zones = zonesOf(spec);
  return {
    content,
    account,
    tier: 'workloads',
    reads: [
      { kind: 'vpc-id', account },
      { kind: scheme === 'internal' ? 'private-subnet-ids' : 'public-subnet-ids', account },
      ...zones.map((zone): OutputValue => recordZoneIdValue(zoneKeyOf(zone))),
    ],
    follows: [
      ...issuedOf(topology, spec).map((key) => certificateId(account, key)),
      ...zones.map((zone) => recordZoneContentId(account, zone.name, zone.private)),
    ],
    names: [],
    outputs: outputsOf(topology, spec),
    concerns: concernsOf(topology, spec),
  };
}

/** The certificates of its listeners that ACM issues here. */
const issuedOf = ({ certificates }: Closed<Topology>, { listeners }: LoadBalancerSpec): readonly string[] =>
  listeners.flatMap(({ certificate }) =>
    certificate !== undefined && ['issued', 'public'].includes(at(certificates, certificate).kind)
      ? [certificate]
      : [],
  );

const partyOf = ({ workloads, gateways }: Closed<Topology>, { party }: LoadBalancerSpec) => {
  const [kind = '', key = ''] = party.split('/');
  return kind === 'workload'
    ? { kind, ...at(workloads, key) }
    : { kind, retired: false, ...at(gateways, key) };
};

const concernsOf = (topology: Closed<Topology>, spec: LoadBalancerSpec): Asset['concerns'] => [
  at(topology.accounts, spec.account),
  partyOf(topology, spec),
];

/** Its name, for callers; and its target groups, for what runs the containers where this plan does not. */
function outputsOf(topology: Closed<Topology>, spec: LoadBalancerSpec): readonly AssetOutput[] {
  const { kind, key, runtime } = partyOf(topology, spec);
  const thing = `${kind} "${key}"`;
  const loadBalancer = spec.id.replaceAll('/', '-');
  const called = `${spec.scheme} ${spec.layer} load balancer`;
  return [
    { value: loadBalancerNameValue(loadBalancer), handover: { thing, what: called } },
    ...spec.targetGroups.map(({ key: group }): AssetOutput => {
      const value = targetGroupArnValue(`${loadBalancer}-${group}`);
      return runtime === undefined
        ? { value, handover: { thing, what: `target group of port ${group} of the ${called}` } }
        : { value };
    }),
  ];
}

/** The zones that are created for the records of a load balancer, each once. */
const zonesOf = ({ records }: LoadBalancerSpec): readonly CreatedZone[] => [
  ...new Map(
    records.flatMap(({ zone }) => (zone.kind === 'create' ? [[zoneKeyOf(zone), zone] as const] : [])),
  ).values(),
];

/** Those who registered a public name need the name servers of its zone. */
function zoneAsset(topology: Closed<Topology>, spec: LoadBalancerSpec, zone: CreatedZone): Asset {
  const { account } = spec;
  const { name, private: isPrivate } = zone;
  const content: TaskContent = {
    id: recordZoneContentId(account, name, isPrivate),
    kind: 'record-zone',
    name,
    private: isPrivate,
  };
  const thing = `zone "${name}"`;
  return {
    content,
    account,
    tier: 'workloads',
    reads: isPrivate ? [{ kind: 'vpc-id', account }] : [],
    follows: [],
    names: [],
    outputs: [
      { value: recordZoneIdValue(zoneKeyOf(zone)), handover: { thing, what: 'id' } },
      ...(isPrivate
        ? []
        : [{ value: recordZoneServersValue(name), handover: { thing, what: 'name servers' } }]),
    ],
    concerns: concernsOf(topology, spec),
  };
}
