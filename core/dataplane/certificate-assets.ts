import { acceptanceId, certificateArnValue, contentId, type Asset } from '../planner';
import { createdOf } from './live';
import { at, type ListenerTls, type Topology } from '../topology';

/** A certificate that ACM issues from an authority; its builder is `issuedCertificate` of the stacks. */
export interface CertificateContent {
  readonly id: string;
  readonly kind: 'certificate';
  readonly certificate: string;
}

type Tls = { readonly tls: ListenerTls };

const certificateId = (account: string, certificate: string): string =>
  contentId(account, 'certificate', certificate);

/** One certificate per account that presents it: ACM hands a key out only in its own account. */
export function certificateAssets(topology: Topology): readonly Asset[] {
  const presented = [
    ...createdOf(topology.workloads).map((workload) => ({ ...workload, presenter: [workload] })),
    ...createdOf(topology.gateways).map((gateway) => ({ ...gateway, presenter: [] })),
  ];
  return presented.flatMap(({ listeners, account, presenter }) =>
    issuedTo(topology, listeners).map(({ key, authority }): Asset => {
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
        concerns: [at(topology.accounts, account), ...presenter],
      };
    }),
  );
}

/** Ids of the certificate assets that these listeners of an account present: what they belong to follows them. */
export const certificateIds = (
  topology: Topology,
  account: string,
  listeners: readonly Tls[],
): readonly string[] => issuedTo(topology, listeners).map(({ key }) => certificateId(account, key));

/** The certificates among what listeners present that meshspan has issued. */
const issuedTo = (topology: Topology, listeners: readonly Tls[]) =>
  listeners.flatMap(({ tls }) => {
    const certificate = tls.kind === 'mesh' ? at(topology.certificates, tls.certificate) : undefined;
    return certificate?.kind === 'issued' ? [certificate] : [];
  });
