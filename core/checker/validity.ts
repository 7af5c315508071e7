import { instantOf, type Instant } from '../base/instant';
import type { CertificateSpec } from '../dataplane/lowered';
import { openParametersOf } from '../topology';
import { factOf } from './certificate-facts';
import type { Fact, Maybe, Unknown } from './facts';

/** Where a moment is in a certificate's validity. */
export type Time = 'valid' | 'expired' | 'early';

const NO_DATE: Fact = {
  what: 'the date of the check',
  how: 'pass the date for which to judge (`at`)',
};

const unknown = (facts: readonly Fact[], parameters: readonly string[] = []): Unknown<Time> => ({
  possible: ['valid', 'expired'],
  facts,
  parameters,
});

/** The last moment of a certificate; absent: not stated, or it waits for a parameter. */
export const endOf = ({ facts }: Pick<CertificateSpec, 'facts'>): Instant | undefined =>
  facts.validity?.until === undefined ? undefined : instantOf(facts.validity.until, true);

/** The first moment of a certificate; absent as for the last. */
export const beginOf = ({ facts }: Pick<CertificateSpec, 'facts'>): Instant | undefined =>
  facts.validity?.from === undefined ? undefined : instantOf(facts.validity.from);

/** Whether a certificate is valid at a moment. One without a stated validity is not judged. */
export function timeOf(certificate: CertificateSpec, at: Instant | undefined): Maybe<Time> {
  const { validity } = certificate.facts;
  if (validity === undefined) return 'valid';
  if (at === undefined) return unknown([NO_DATE]);
  const [begin, end] = [beginOf(certificate), endOf(certificate)];
  if (begin !== undefined && at < begin) return 'early';
  // Certificates count in seconds, and the last one is still theirs.
  if (end !== undefined && at >= end + 1000) return 'expired';
  const open = openParametersOf(`${validity.from ?? ''} ${validity.until ?? ''}`);
  if (open.length > 0) return unknown([], open);
  return end === undefined ? unknown([factOf(certificate, 'until')]) : 'valid';
}
