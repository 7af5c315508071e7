import {
  discoveryNameOf,
  type Certificate,
  type ClientPolicy,
  type Path,
  type Text,
  type Topology,
} from '../topology';
import { liveGatewaysOf, liveWorkloadsOf } from './live';

/** One place that presents a certificate, in the account where its key must be. */
export interface CertificateUse {
  readonly certificate: string;
  readonly account: string;
  readonly by: 'listener' | 'caller';
  readonly at: Path;
  /** Name under which callers find whoever presents it. */
  readonly discoveryName?: Text;
}

/** Every use of a certificate by something that is deployed; load balancers are not (not-deployed.ts). */
export function certificateUsesOf(topology: Topology): readonly CertificateUse[] {
  const ofWorkloads = liveWorkloadsOf(topology).flatMap((workload) => [
    ...usesOf(workload, discoveryNameOf(workload.discovery)),
    ...workload.calls.flatMap((call) => ofPolicy(workload.account, call.policy)),
  ]);
  return [...ofWorkloads, ...liveGatewaysOf(topology).flatMap((gateway) => usesOf(gateway, undefined))];
}

type Presenter = Pick<Topology['workloads'][string], 'account' | 'callDefaults'> & {
  readonly listeners: readonly Pick<Topology['workloads'][string]['listeners'][number], 'at' | 'tls'>[];
};

function usesOf(presenter: Presenter, discoveryName: Text | undefined): readonly CertificateUse[] {
  const { account } = presenter;
  const named = discoveryName === undefined ? {} : { discoveryName };
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

/** Certificates that nothing deployed presents. */
export function unusedCertificatesOf(topology: Topology): readonly Certificate[] {
  const used = new Set(certificateUsesOf(topology).map((use) => use.certificate));
  return Object.values(topology.certificates).filter(({ key }) => !used.has(key));
}
