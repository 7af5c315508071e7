import { DOCUMENTS } from '../documents';
import { isPublic } from '../tls-flaws';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** A listener's certificate from ACM is private: the key of a public one can't be exported (TLS user guide). */
export const publicCertificate: PlaneRule = {
  id: 'tls/public-certificate',
  severity: 'error',
  sentence: 'a certificate of a listener is a public one from ACM, whose key cannot be exported',
  source: DOCUMENTS.tls,
  hitsOf: (topology, { certificates }) =>
    certificates.flatMap(({ key, at, account, facts, source }) => {
      if (source.kind === 'public')
        return [
          hit(
            at,
            `certificate "${key}" is public, and a proxy in "${account}" presents it: ACM keeps its key, so that only load balancers can`,
            `use it in entries alone, and make the one of the proxy private: drop tls.certificate there, or name a certificate { kind: 'issued' }`,
          ),
        ];
      return source.kind === 'acm' && isPublic(topology, facts.issuer)
        ? [
            hit(
              at,
              `certificate "${key}" in ACM is signed by "${facts.issuer}", which is not an AWS private CA`,
              "use a certificate of a private CA, or present it as a file: { kind: 'file', … }",
            ),
          ]
        : [];
    }),
};
