import { DOCUMENTS } from '../../documents';
import { isKeyUnfit } from '../tls-flaws';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** A listener's certificate from ACM has an RSA key (aws-app-mesh-roadmap #469). */
export const keyAlgorithm: AppMeshRule = {
  id: 'tls/key-algorithm',
  severity: 'error',
  sentence: 'the key of an issued certificate is not RSA',
  source: DOCUMENTS.keyAlgorithms,
  hitsOf: (_, { certificates }) =>
    certificates.flatMap(({ key, at, source }) =>
      source.kind === 'issue' && isKeyUnfit({ source })
        ? [
            hit(
              at,
              `certificate "${key}" has a ${source.keyAlgorithm} key, and App Mesh supports only RSA`,
              "keyAlgorithm: 'RSA_2048'",
            ),
          ]
        : [],
    ),
};
