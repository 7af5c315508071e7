import {
  acceptanceId,
  proxyPolicyArnValue,
  type Asset,
  type AssetOutput,
  type AssetValue,
} from '../../../planner';
import { at, createdDiscoveryOf, type Gateway, type Topology, type Workload } from '../../../topology';
import { certificateIds } from '../../certificate-assets';
import { securityGroupHandover } from '../../handover';
import { createdOf } from '../../live';
import type { Party } from '../../lowered';
import { gatewayId, workloadId } from '../../party-ids';
import { hasGrants, type Grants } from '../grants';
import {
  bootstrapValue,
  discoveryServiceArnValue,
  fetchedFilesValue,
  localEndpointsValue,
  proxyContentId,
  secretFilesValue,
  type EnvoyContent,
} from './contents';

/** What a proxy fetches, by party id. */
type GrantsOf = (party: string) => Grants;

/** The proxies of workloads. What they call is a name and a port to them, wherever it is. */
export const workloadAssets = (topology: Topology, grantsOf: GrantsOf): readonly Asset[] =>
  createdOf(topology.workloads).map((workload) => {
    const { account } = workload;
    const isNamed = createdDiscoveryOf(workload) !== undefined;
    return proxyAsset(topology, 'workload', workload, {
      reads: isNamed ? [{ kind: 'namespace-id', account }] : [],
      concerns: [workload],
      isNamed,
      hasEndpoints: workload.calls.length > 0 && workload.interception === 'none',
      grants: grantsOf(workloadId(workload.key)),
    });
  });

/** The proxies of gateways. */
export const gatewayAssets = (topology: Topology, grantsOf: GrantsOf): readonly Asset[] =>
  createdOf(topology.gateways).map((gateway) =>
    proxyAsset(topology, 'gateway', gateway, {
      reads: [],
      concerns: [],
      isNamed: false,
      hasEndpoints: false,
      grants: grantsOf(gatewayId(gateway.key)),
    }),
  );

interface More extends Pick<Asset, 'reads' | 'concerns'> {
  /** It is found by a Cloud Map service that is created. */
  readonly isNamed: boolean;
  readonly hasEndpoints: boolean;
  readonly grants: Grants;
}

function proxyAsset(topology: Topology, kind: Party['kind'], party: Workload | Gateway, more: More): Asset {
  const { key, account } = party;
  const content: EnvoyContent = {
    id: proxyContentId(account, kind, key),
    kind: 'proxy',
    of: kind,
    party: key,
  };
  return {
    content,
    account,
    tier: 'workloads',
    reads: [
      { kind: 'vpc-id', account },
      ...more.reads,
      ...more.grants.authorities.map((authority) => ({
        kind: 'authority-arn' as const,
        authority,
      })),
    ],
    follows: [acceptanceId(account), ...certificateIds(topology, party)],
    names: [],
    outputs: outputsOf(topology, kind, party, more),
    concerns: [at(topology.accounts, account), ...more.concerns],
  };
}

/** What is needed to run the containers of a party. */
function outputsOf(
  topology: Topology,
  kind: Party['kind'],
  party: Workload | Gateway,
  { isNamed, hasEndpoints, grants }: More,
): readonly AssetOutput[] {
  const { key, account } = party;
  const thing = `${kind} "${key}"`;
  const of = (value: AssetValue, what: string): AssetOutput => ({ value, handover: { thing, what } });
  return [
    ...securityGroupHandover(topology, account, key, thing),
    ...(isNamed ? [of(discoveryServiceArnValue(key), 'Cloud Map service of its tasks')] : []),
    ...(hasGrants(grants)
      ? [
          of(proxyPolicyArnValue(key), "policy of the proxy's role"),
          of(fetchedFilesValue(key), 'what the proxy fetches, and where it reads it'),
        ]
      : []),
    of(bootstrapValue(key), 'bootstrap of the Envoy'),
    of(secretFilesValue(key), 'files beside the bootstrap'),
    ...(hasEndpoints ? [of(localEndpointsValue(key), 'where its calls go')] : []),
  ];
}
