import { groupedBy, unique } from '../base/collections';
import { defined } from '../base/properties';
import {
  at as thing,
  discoveryNameOf,
  inLowerCase,
  type Certificate,
  type CertificateFacts,
  type ClientPolicy,
  type Path,
  type Text,
  type Topology,
  type Workload,
} from '../topology';
import type { CertificateSpec } from './lowered';
import { commonNameOf } from './common-name';
import { liveGatewaysOf, liveWorkloadsOf } from './live';

/** One place that presents a certificate, in the account where its key must be. */
export interface CertificateUse {
  readonly certificate: string;
  readonly account: string;
  readonly by: 'listener' | 'caller' | 'load-balancer';
  readonly at: Path;
  /** Name under which callers find what presents it. */
  readonly discoveryName?: Text;
}

/**
 * Every use of a certificate by the parties that are deployed; `entryUsesOf` has those of the load balancers before them.
 * @param among which workloads and gateways count; @default all of them
 */
export function certificateUsesOf(
  topology: Topology,
  among: (party: Pick<Workload, 'existing'>) => boolean = () => true,
): readonly CertificateUse[] {
  const ofWorkloads = liveWorkloadsOf(topology)
    .filter(among)
    .flatMap((workload) => [
      ...usesOf(workload, discoveryNameOf(workload.discovery)),
      ...workload.calls.flatMap((call) => ofPolicy(workload.account, call.policy)),
    ]);
  return [
    ...ofWorkloads,
    ...liveGatewaysOf(topology)
      .filter(among)
      .flatMap((gateway) => usesOf(gateway, undefined)),
  ];
}

type Presenter = Pick<Topology['workloads'][string], 'account' | 'callDefaults'> & {
  readonly listeners: readonly Pick<Topology['workloads'][string]['listeners'][number], 'at' | 'tls'>[];
};

function usesOf(presenter: Presenter, discoveryName: Text | undefined): readonly CertificateUse[] {
  const { account } = presenter;
  const named = defined({ discoveryName });
  return [
    ...presenter.listeners.flatMap(({ at: place, tls }): readonly CertificateUse[] =>
      tls.kind === 'mesh'
        ? [{ certificate: tls.certificate, account, by: 'listener', at: place, ...named }]
        : [],
    ),
    ...ofPolicy(account, presenter.callDefaults),
  ];
}

function ofPolicy(account: string, policy: ClientPolicy | undefined): readonly CertificateUse[] {
  if (policy?.kind !== 'tls' || policy.certificate === undefined) return [];
  return [{ certificate: policy.certificate, account, by: 'caller', at: policy.at }];
}

/** Every use of a certificate by a load balancer that is created, which has it from ACM. */
export const entryUsesOf = (topology: Topology): readonly CertificateUse[] =>
  [
    ...liveWorkloadsOf(topology).map((workload) => [workload, undefined] as const),
    ...liveGatewaysOf(topology).map((gateway) => [gateway, gateway.record] as const),
  ]
    .filter(([party]) => isFronted(topology, party))
    .flatMap(([{ account, entries }, ofParty]) =>
      entries.flatMap(({ at: place, outside, record = ofParty }): readonly CertificateUse[] =>
        outside.kind === 'tls'
          ? [
              {
                certificate: outside.certificate,
                account,
                by: 'load-balancer',
                at: place,
                ...defined({ discoveryName: record?.name }),
              },
            ]
          : [],
      ),
    );

/** Whether load balancers are created for the entries of a party: there is no place for one without a network. */
export const isFronted = (
  { accounts }: Pick<Topology, 'accounts'>,
  { account, existing }: { readonly account: string; readonly existing?: boolean },
): boolean => existing !== true && thing(accounts, account).network.kind !== 'none';

const usesFromOutside = (topology: Topology): readonly CertificateUse[] =>
  [
    ...liveWorkloadsOf(topology),
    ...liveGatewaysOf(topology).map((gateway) => ({
      ...gateway,
      entries: [gateway, ...gateway.entries],
    })),
  ].flatMap(({ account, entries }) => entries.flatMap(({ callers }) => ofPolicy(account, callers)));

/**
 * The certificates that something deployed presents, once in each account that does: keys stay in their account. What a data
 * plane refuses in them is for it to add. Of load balancers only those that are issued for them: what ACM has already is
 * none of a proxy's.
 */
export const certificatesOf = (topology: Topology): readonly CertificateSpec[] =>
  specsOf(topology, [
    ...certificateUsesOf(topology),
    ...entryUsesOf(topology).filter(
      ({ certificate }) => thing(topology.certificates, certificate).kind === 'issued',
    ),
  ]);

/** The certificates that callers from outside show: a data plane knows nothing of them, and the check reads them. */
export const shownFromOutside = (topology: Topology): readonly CertificateSpec[] =>
  specsOf(topology, usesFromOutside(topology));

function specsOf(topology: Topology, all: readonly CertificateUse[]): readonly CertificateSpec[] {
  const uses = groupedBy(all, ({ certificate }) => certificate);
  return Object.values(topology.certificates).flatMap((certificate) => {
    const own = uses.get(certificate.key) ?? [];
    return unique(own.map(({ account }) => account)).map((account) => specOf(certificate, account, own));
  });
}

/** Certificates that nothing deployed presents. */
export function unusedCertificatesOf(topology: Topology): readonly Certificate[] {
  const uses = [...certificateUsesOf(topology), ...entryUsesOf(topology)];
  const used = new Set(uses.map((use) => use.certificate));
  return Object.values(topology.certificates).filter(({ key }) => !used.has(key));
}

function specOf(certificate: Certificate, account: string, uses: readonly CertificateUse[]): CertificateSpec {
  const { key, at: place, facts } = certificate;
  const common = { key, at: place, account };
  switch (certificate.kind) {
    case 'issued': {
      const names = issuedNamesOf(facts, uses);
      const domainName = inLowerCase(commonNameOf(names[0] ?? ''));
      const { authority, keyAlgorithm } = certificate;
      // ACM keeps names in lower case, and DNS knows no other: so they stay the same in every plan.
      const all = [...new Set([...names.map(inLowerCase), domainName])];
      return {
        ...common,
        // ACM's template issues a certificate for both sides of a handshake (EndEntityCertificate/V1).
        facts: { issuer: authority, usages: ['client', 'server'], ...facts, names: all },
        source: { kind: 'issue', authority, domainName, names: all, keyAlgorithm },
      };
    }
    case 'public':
      return { ...common, facts, source: { kind: 'public' } };
    case 'acm':
      return { ...common, facts, source: { kind: 'acm', arn: certificate.arn } };
    case 'file':
      return {
        ...common,
        facts,
        source: { kind: 'file', chain: certificate.chain, privateKey: certificate.privateKey },
      };
    case 'sds':
      return { ...common, facts, source: { kind: 'sds', secret: certificate.secret } };
  }
}

/** The discovery names of the parties that present it come first, so that the first is the certificate's own name. */
function issuedNamesOf(facts: CertificateFacts, uses: readonly CertificateUse[]): readonly Text[] {
  const discovery = unique(
    uses.flatMap(({ discoveryName }) => (discoveryName === undefined ? [] : [discoveryName])),
  );
  const stated = new Set(facts.names ?? discovery);
  return [...new Set([...discovery.filter((name) => stated.has(name)), ...stated])];
}
