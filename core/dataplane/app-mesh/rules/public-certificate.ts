import { at as thing } from '../../../topology';
import { refusal, type Rule } from './rule';

/** A listener's certificate from ACM is private: the key of a public one can't be exported (TLS user guide). */
export const publicCertificate: Rule = (topology, { certificates }) =>
  certificates.flatMap(({ key, at, facts, source }) => {
    if (source.kind !== 'acm' || facts.issuer === undefined) return [];
    return thing(topology.authorities, facts.issuer).kind === 'file'
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
