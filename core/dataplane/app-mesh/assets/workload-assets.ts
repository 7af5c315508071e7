import {
  acceptanceId,
  proxyPolicyArnValue,
  type Asset,
  type OutputValue,
  type AssetOutput,
} from '../../../planner';
import {
  at,
  createdDiscoveryOf,
  type ClientPolicy,
  type ListenerTls,
  type Topology,
  type Trust,
  type Workload,
} from '../../../topology';
import { certificateIds } from '../../certificate-assets';
import { securityGroupHandover } from '../../handover';
import { createdOf } from '../../live';
import { meshResourceArn } from '../mesh-arn';
import {
  meshRoleId,
  proxyResourceArnValue,
  serviceId,
  workloadContentId,
  type AppMeshContent,
} from './contents';

type Tls = { readonly tls: ListenerTls };

const vpcOf = (account: string): OutputValue => ({ kind: 'vpc-id', account });
export const namespaceOf = (account: string): OutputValue => ({ kind: 'namespace-id', account });

/** What must exist before anything of an account refers to the mesh; the owner has neither. */
export const before = (account: string): readonly string[] => [acceptanceId(account), meshRoleId(account)];

const asset = (
  content: AppMeshContent,
  account: string,
  tier: Asset['tier'],
  more: Pick<Asset, 'reads' | 'follows' | 'names' | 'outputs' | 'concerns'>,
): Asset => ({ content, account, tier, ...more });

/** What is needed to run the containers of a party: the proxy's identity, its permissions, and its security group. */
function handedOver(
  topology: Topology,
  { key, account, name }: Pick<Workload, 'key' | 'account' | 'name'>,
  kind: 'workload' | 'gateway',
): readonly AssetOutput[] {
  const thing = `${kind} "${key}"`;
  const type = kind === 'workload' ? 'virtualNode' : 'virtualGateway';
  return [
    ...securityGroupHandover(topology, account, key, thing),
    { value: proxyPolicyArnValue(key), handover: { thing, what: "policy of the proxy's role" } },
    {
      value: proxyResourceArnValue(key),
      literal: meshResourceArn(topology, account, type, name),
      handover: { thing, what: 'APPMESH_RESOURCE_ARN of the proxy' },
    },
  ];
}

/** The virtual nodes. */
export const workloadAssets = (topology: Topology): readonly Asset[] =>
  createdOf(topology.workloads).map((workload) => {
    const { key, account, listeners, calls, callDefaults } = workload;
    const policies = [callDefaults, ...calls.map(({ policy }) => policy)];
    const isNamed = createdDiscoveryOf(workload) !== undefined;
    return asset(
      { id: workloadContentId(account, key), kind: 'workload', workload: key },
      account,
      'workloads',
      {
        reads: [
          vpcOf(account),
          ...(isNamed ? [namespaceOf(account)] : []),
          ...authorityArns([...trustedBy(policies), ...checkedBy(listeners)]),
        ],
        follows: [...before(account), ...certificateIds(topology, workload)],
        names: calls.map(({ service }) => serviceIdOf(topology, service)),
        outputs: handedOver(topology, workload, 'workload'),
        concerns: [at(topology.accounts, account), workload],
      },
    );
  });

/** The virtual gateways. Only the owner can have one; it waits for the services that it serves. */
export const gatewayAssets = (topology: Topology): readonly Asset[] =>
  createdOf(topology.gateways).map((gateway) => {
    const { key, account, listeners, callDefaults, routes } = gateway;
    const services = [...new Set(routes.map(({ service }) => serviceIdOf(topology, service)))];
    return asset({ id: `${account}/gateway/${key}`, kind: 'gateway', gateway: key }, account, 'second', {
      reads: [vpcOf(account), ...authorityArns([...trustedBy([callDefaults]), ...checkedBy(listeners)])],
      follows: [...before(account), ...certificateIds(topology, gateway), ...services],
      names: services,
      outputs: handedOver(topology, gateway, 'gateway'),
      concerns: [at(topology.accounts, account)],
    });
  });

const serviceIdOf = (topology: Topology, service: string): string =>
  serviceId(at(topology.services, service).account, service);

const authorityArns = (authorities: readonly string[]): readonly OutputValue[] =>
  [...new Set(authorities)].map((authority) => ({ kind: 'authority-arn', authority }));

const named = (trust: Trust): readonly string[] => (trust.kind === 'private-ca' ? trust.authorities : []);

const trustedBy = (policies: readonly (ClientPolicy | undefined)[]): readonly string[] =>
  policies.flatMap((policy) => (policy?.kind === 'tls' ? named(policy.trust) : []));

const checkedBy = (listeners: readonly Tls[]): readonly string[] =>
  listeners.flatMap(({ tls }) => (tls.kind === 'mesh' && tls.validation ? named(tls.validation.trust) : []));
