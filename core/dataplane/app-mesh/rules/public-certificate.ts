import { isPublic } from '../tls-flaws';
import { refusal, type Rule } from './rule';

/** A listener's certificate from ACM is private: the key of a public one can't be exported (TLS user guide). */
export const publicCertificate: Rule = (topology, { certificates }) =>
  certificates.flatMap(({ key, at, facts, source }) => {
    return source.kind === 'acm' && isPublic(topology, facts.issuer)
      ? [
          refusal(
            'tls/public-certificate',
            at,
            `certificate "${key}" in ACM is signed by "${facts.issuer}", which is no private CA of AWS`,
            "use a certificate of a private CA, or present it as a file: { kind: 'file', … }",
          ),
        ]
      : [];
  });
