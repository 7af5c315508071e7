import { accountIdOf } from '../live';
import { foreignPlaceOf } from '../tls-flaws';
import { refusal, type Rule } from './rule';

/** A certificate in ACM lies in the account and region of whoever presents it (TLS user guide). */
export const foreignCertificate: Rule = (topology, { certificates }) =>
  certificates.flatMap(({ key, at, account, source }) => {
    if (source.kind !== 'acm') return [];
    const id = accountIdOf(topology, account);
    const wrong = foreignPlaceOf(topology, account, source.arn);
    return wrong.length === 0
      ? []
      : [
          refusal(
            'tls/foreign-certificate',
            at,
            `certificate "${key}" is in ${wrong.join(' and ')}, and "${account}" (${id}, ${topology.region}) presents it`,
            `give the ARN of a certificate in that account and region, or let meshspan issue one: { kind: 'issued' }`,
          ),
        ];
  });
