import { openParametersOf, type Text } from '../../../topology';
import { arnOf } from '../arn';
import { accountIdOf } from '../live';
import { refusal, type Rule } from './rule';

/** A certificate in ACM lies in the account and region of whoever presents it (TLS user guide). */
export const foreignCertificate: Rule = (topology, { certificates }) =>
  certificates.flatMap(({ key, at, account, source }) => {
    if (source.kind !== 'acm') return [];
    const id = accountIdOf(topology, account);
    const found = arnOf(source.arn);
    const wrong = [
      ...(differs(found?.account, id) ? [`account ${found?.account}`] : []),
      ...(differs(found?.region, topology.region) ? [`region ${found?.region}`] : []),
    ];
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

const differs = (found: string | undefined, wanted: Text): boolean =>
  found !== undefined && openParametersOf(wanted).length === 0 && found !== wanted;
