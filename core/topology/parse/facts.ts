import { instantOf } from '../../base/instant';
import { defined } from '../../base/properties';
import type { Authority, CertificateFacts, Validity } from '../certificate';
import type { Path } from '../finding';
import type { ByKey } from '../topology';
import { openParametersOf, type Text } from '../value';
import { refers } from './accounts';
import { text, texts, type Context, type ValidCertificate } from './context';

type WrittenFacts = Exclude<ValidCertificate, { kind: 'issued' | 'public' }>['facts'];

/** What is stated about a certificate that others created. */
export function factsOf(
  context: Context,
  at: Path,
  written: WrittenFacts,
  authorities: ByKey<Authority>,
): CertificateFacts {
  if (written?.issuer !== undefined)
    refers(context, 'authority', written.issuer, authorities, [...at, 'issuer']);
  written?.chain?.forEach((key, index) =>
    refers(context, 'authority', key, authorities, [...at, 'chain', index]),
  );
  return defined({
    issuer: written?.issuer,
    names: written?.names && texts(written.names),
    usages: written?.usages,
    validity: written?.validity && validityOf(context, [...at, 'validity'], written.validity),
    chain: written?.chain,
  });
}

function validityOf(
  context: Context,
  at: Path,
  written: NonNullable<NonNullable<WrittenFacts>['validity']>,
): Validity {
  const validity = defined({
    from: written.from && text(written.from),
    until: written.until && text(written.until),
  });
  const begins = momentOf(context, [...at, 'from'], validity.from, false);
  const ends = momentOf(context, [...at, 'until'], validity.until, true);
  if (begins !== undefined && ends !== undefined && ends < begins)
    context.report(
      'certificate/validity',
      at,
      `the certificate ends (${validity.until}) before it begins (${validity.from})`,
      'exchange from and until, or write the dates that the certificate has',
    );
  return validity;
}

/** The moment of a date; undefined where it has to wait for a parameter, or is invalid, which is reported. */
function momentOf(context: Context, at: Path, date: Text | undefined, ends: boolean): number | undefined {
  if (date === undefined || openParametersOf(date).length > 0) return undefined;
  const moment = instantOf(date, ends);
  if (moment === undefined)
    context.report(
      'certificate/validity',
      at,
      `"${date}" is not a date of ISO 8601`,
      'write it like "2027-01-31" or "2027-01-31T12:00:00Z"',
    );
  return moment;
}
