import { isKeyUnfit } from '../tls-flaws';
import { refusal, type Rule } from './rule';

/** A listener's certificate from ACM has an RSA key (aws-app-mesh-roadmap #469). */
export const keyAlgorithm: Rule = (_, { certificates }) =>
  certificates.flatMap(({ key, at, source }) =>
    source.kind === 'issue' && isKeyUnfit({ source })
      ? [
          refusal(
            'tls/key-algorithm',
            at,
            `certificate "${key}" has a ${source.keyAlgorithm} key, and App Mesh takes RSA only`,
            "keyAlgorithm: 'RSA_2048'",
          ),
        ]
      : [],
  );
