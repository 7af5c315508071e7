import { certificateText } from '../certificate-facts';
import { edgeRule } from '../rule';
import { edgeText } from '../words';
import type { Reason } from '../verdict';

/** Whose certificate is meant by a reason, and what is wrong with its time. */
const TIMES: Readonly<
  Partial<Record<Reason, readonly ['certificate' | 'clientCertificate', 'until' | 'from']>>
> = {
  'server-certificate-expired': ['certificate', 'until'],
  'server-certificate-early': ['certificate', 'from'],
  'client-certificate-expired': ['clientCertificate', 'until'],
  'client-certificate-early': ['clientCertificate', 'from'],
};

export const expired = edgeRule(
  {
    id: 'tls/expired',
    severity: 'error',
    sentence: 'a certificate has expired or is not valid yet, and the other side validates it',
    source: 'RFC 5280',
  },
  (inspection) => {
    const [whose, end] = TIMES[inspection.edge.reason] ?? [];
    const certificate = whose && inspection[whose];
    if (certificate === undefined || end === undefined) return undefined;
    const date = certificate.facts.validity?.[end] ?? '';
    return {
      summary: `${edgeText(inspection)}: certificate ${certificateText(certificate)} ${end === 'until' ? 'expired on' : 'is not valid before'} ${date}`,
      fix: `present a certificate that is valid, and give its PEM or its dates (facts: { validity: { from, until } }) to "${certificate.key}"`,
    };
  },
);
