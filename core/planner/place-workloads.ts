import {
  at,
  type ClientPolicy,
  type Gateway,
  type ListenerTls,
  type Trust,
  type Workload,
} from '../topology';
import { vpcReads } from './place-network';
import { authorityReads } from './place-sharing';
import { namespaceReads } from './place-zones';
import { contentId, demandsOfKind, type Placement, type Site } from './placement';
import { routePlacements } from './place-routes';

/** What listens, calls and is called. */
export function workloadPlacements(site: Site): readonly Placement[] {
  return [
    ...certificatePlacements(site),
    ...Object.values(site.topology.workloads).map((workload) => workloadPlacement(site, workload)),
    ...servicePlacements(site),
    ...routePlacements(site),
    ...Object.values(site.topology.gateways).map((gateway) => gatewayPlacement(site, gateway)),
  ];
}

/** One certificate per account that presents it: ACM hands a key out only at home. */
function certificatePlacements(site: Site): readonly Placement[] {
  const { topology, layout } = site;
  const presented = [
    ...Object.values(topology.workloads).map((workload) => ({
      listeners: workload.listeners,
      account: at(topology.accounts, workload.account),
      presenter: workload,
    })),
    ...Object.values(topology.gateways).map((gateway) => ({
      listeners: gateway.listeners,
      account: at(topology.accounts, gateway.account),
      presenter: { retired: false },
    })),
  ];
  return presented.flatMap(({ listeners, account, presenter }) =>
    listeners.flatMap(({ tls }): readonly Placement[] => {
      if (tls.kind !== 'mesh') return [];
      const certificate = at(topology.certificates, tls.certificate);
      if (certificate.kind !== 'issued') return [];
      return [
        {
          stack: layout.workloads(account.key),
          content: {
            id: contentId(account.key, 'certificate', certificate.key),
            kind: 'certificate',
            certificate: certificate.key,
          },
          reads: authorityReads(site, [certificate.authority]),
          follows: [],
          concerns: [account, presenter],
        },
      ];
    }),
  );
}

function workloadPlacement(site: Site, workload: Workload): Placement {
  const { topology, layout } = site;
  const { discovery } = workload;
  const policies = [workload.callDefaults, ...workload.calls.map(({ policy }) => policy)];
  return {
    stack: layout.workloads(workload.account),
    content: {
      id: contentId(workload.account, 'workload', workload.key),
      kind: 'workload',
      workload: workload.key,
    },
    reads: [
      ...vpcReads(site, workload.account),
      ...(discovery.kind === 'cloud-map' && discovery.create ? namespaceReads(site, workload.account) : []),
      ...authorityReads(site, [...trustedBy(policies), ...checkedBy(workload.listeners)]),
    ],
    follows: [],
    concerns: [at(topology.accounts, workload.account), workload],
  };
}

function servicePlacements(site: Site): readonly Placement[] {
  const { topology, layout } = site;
  return Object.values(topology.services).map((service): Placement => {
    const { provider } = service;
    const workload = provider.kind === 'workload' ? at(topology.workloads, provider.workload) : undefined;
    const other = provider.kind === 'router-of' ? at(topology.services, provider.service) : undefined;
    return {
      stack: layout.workloads(service.account),
      content: {
        id: contentId(service.account, 'service', service.key),
        kind: 'service',
        service: service.key,
      },
      reads: service.resolvesByDiscovery ? [] : namespaceReads(site, service.account),
      follows: [
        ...(workload ? [contentId(workload.account, 'workload', workload.key)] : []),
        ...(other ? [contentId(other.account, 'service', other.key)] : []),
      ],
      concerns: [at(topology.accounts, service.account), ...(workload ? [workload] : [])],
    };
  });
}

function gatewayPlacement(site: Site, gateway: Gateway): Placement {
  const { topology } = site;
  const own = gateway.routes
    .map(({ service }) => service)
    .filter((key) => at(topology.services, key).account === gateway.account);
  const foreign = demandsOfKind(site.demands, 'foreign-service')
    .filter((demand) => demand.gateway === gateway.key)
    .map(({ service }) => service);
  return {
    stack: site.layout.gateways(gateway.account),
    content: {
      id: contentId(gateway.account, 'gateway', gateway.key),
      kind: 'gateway',
      gateway: gateway.key,
    },
    reads: [
      ...vpcReads(site, gateway.account),
      ...authorityReads(site, [...trustedBy([gateway.callDefaults]), ...checkedBy(gateway.listeners)]),
    ],
    follows: [...new Set([...own, ...foreign])].map((key) =>
      contentId(at(topology.services, key).account, 'service', key),
    ),
    concerns: [at(topology.accounts, gateway.account)],
  };
}

const named = (trust: Trust): readonly string[] => (trust.kind === 'private-ca' ? trust.authorities : []);

const trustedBy = (policies: readonly (ClientPolicy | undefined)[]): readonly string[] =>
  policies.flatMap((policy) => (policy?.kind === 'tls' ? named(policy.trust) : []));

const checkedBy = (listeners: readonly { readonly tls: ListenerTls }[]): readonly string[] =>
  listeners.flatMap(({ tls }) => (tls.kind === 'mesh' && tls.validation ? named(tls.validation.trust) : []));
