import { acceptanceId, type Asset, type OutputValue } from '../../../planner';
import { at, type ClientPolicy, type ListenerTls, type Topology, type Trust } from '../../../topology';
import { certificateIds } from '../../certificate-assets';
import { createdOf } from '../../live';
import { meshRoleId, serviceId, workloadContentId, type AppMeshContent } from './contents';

type Tls = { readonly tls: ListenerTls };

const vpcOf = (account: string): OutputValue => ({ kind: 'vpc-id', account });
export const namespaceOf = (account: string): OutputValue => ({ kind: 'namespace-id', account });

/** What must be there before anything of an account refers to the mesh; the owner has neither. */
export const before = (account: string): readonly string[] => [acceptanceId(account), meshRoleId(account)];

const asset = (
  content: AppMeshContent,
  account: string,
  tier: Asset['tier'],
  more: Pick<Asset, 'reads' | 'follows' | 'names' | 'concerns'>,
): Asset => ({ content, account, tier, tells: [], ...more });

/** The virtual nodes. */
export const workloadAssets = (topology: Topology): readonly Asset[] =>
  createdOf(topology.workloads).map((workload) => {
    const { key, account, listeners, discovery, calls, callDefaults } = workload;
    const policies = [callDefaults, ...calls.map(({ policy }) => policy)];
    const isNamed = discovery.kind === 'cloud-map' && discovery.create;
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
        follows: [...before(account), ...certificateIds(topology, account, listeners)],
        names: calls.map(({ service }) => serviceIdOf(topology, service)),
        concerns: [at(topology.accounts, account), workload],
      },
    );
  });

/** The virtual gateways. Only the owner can have one; it waits for the services that it serves. */
export const gatewayAssets = (topology: Topology): readonly Asset[] =>
  createdOf(topology.gateways).map(({ key, account, listeners, callDefaults, routes }) => {
    const services = [...new Set(routes.map(({ service }) => serviceIdOf(topology, service)))];
    return asset({ id: `${account}/gateway/${key}`, kind: 'gateway', gateway: key }, account, 'second', {
      reads: [vpcOf(account), ...authorityArns([...trustedBy([callDefaults]), ...checkedBy(listeners)])],
      follows: [...before(account), ...certificateIds(topology, account, listeners), ...services],
      names: services,
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
