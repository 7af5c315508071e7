import { unique } from '../base/collections';
import { acceptanceId, certificateArnValue, contentId, type Asset } from '../planner';
import { at, type ClientPolicy, type Entry, type ListenerTls, type Topology } from '../topology';
import { isFronted } from './certificates';
import { createdOf } from './live';

/** A certificate that ACM issues from an authority; its builder is `issuedCertificate` of the stacks. */
export interface CertificateContent {
  readonly id: string;
  readonly kind: 'certificate';
  readonly certificate: string;
}

/** What presents certificates: to its callers, or to those it calls. */
interface Presenter {
  readonly account: string;
  readonly existing: boolean;
  readonly entries: readonly Pick<Entry, 'outside'>[];
  readonly listeners: readonly { readonly tls: ListenerTls }[];
  readonly callDefaults?: ClientPolicy;
  readonly calls?: readonly { readonly policy?: ClientPolicy }[];
}

/** Id of the certificate that ACM issues in an account. */
export const certificateId = (account: string, certificate: string): string =>
  contentId(account, 'certificate', certificate);

/** One certificate per account that presents it: ACM hands a key out only in its own account. */
export function certificateAssets(topology: Topology): readonly Asset[] {
  const presenters = [
    ...createdOf(topology.workloads).map((workload) => [workload, [workload]] as const),
    ...createdOf(topology.gateways).map((gateway) => [gateway, []] as const),
  ];
  return presenters.flatMap(([presenter, retirable]) =>
    issuedAmong(topology, [...presentedBy(presenter), ...presentedBefore(topology, presenter)]).map(
      ({ key, authority }): Asset => {
        const { account } = presenter;
        const id = certificateId(account, key);
        const content: CertificateContent = { id, kind: 'certificate', certificate: key };
        return {
          content,
          account,
          tier: 'workloads',
          reads: [{ kind: 'authority-arn', authority }],
          follows: [acceptanceId(account)],
          names: [],
          outputs: [
            { value: certificateArnValue(key), handover: { thing: `certificate "${key}"`, what: 'ARN' } },
          ],
          concerns: [at(topology.accounts, account), ...retirable],
        };
      },
    ),
  );
}

/** Ids of the certificate assets that a party presents, which it follows. */
export const certificateIds = (topology: Topology, presenter: Presenter): readonly string[] =>
  issuedAmong(topology, presentedBy(presenter)).map(({ key }) => certificateId(presenter.account, key));

/** Keys of the certificates that a party presents itself. */
export function presentedBy({
  listeners,
  callDefaults,
  calls = [],
}: Pick<Presenter, 'listeners' | 'callDefaults' | 'calls'>): readonly string[] {
  const policies = [callDefaults, ...calls.map(({ policy }) => policy)];
  return [
    ...listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls.certificate] : [])),
    ...policies.flatMap((policy) => (policy?.kind === 'tls' ? (policy.certificate ?? []) : [])),
  ];
}

/** Keys of the certificates that its load balancers present. */
const presentedBefore = (topology: Topology, presenter: Presenter): readonly string[] =>
  isFronted(topology, presenter)
    ? presenter.entries.flatMap(({ outside }) => (outside.kind === 'tls' ? [outside.certificate] : []))
    : [];

/** The certificates among these that meshspan has issued, each once. */
const issuedAmong = (topology: Topology, keys: readonly string[]) =>
  unique(keys).flatMap((key) => {
    const certificate = at(topology.certificates, key);
    return certificate.kind === 'issued' ? [certificate] : [];
  });
