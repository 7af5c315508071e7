import { DOCUMENTS } from '../documents';
import { hasCertificateArn } from '../tls-flaws';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** An authority has the ARN of a CA, not of a certificate. */
export const certificateAsAuthority: PlaneRule = {
  id: 'tls/certificate-as-authority',
  severity: 'error',
  sentence: 'an authority has the ARN of a certificate',
  source: DOCUMENTS.tls,
  hitsOf: (_, { authorities }) =>
    authorities.flatMap((authority) =>
      hasCertificateArn(authority)
        ? [
            hit(
              authority.at,
              `authority "${authority.key}" has the ARN of a certificate`,
              'give the ARN of the CA that signed it: arn:aws:acm-pca:<region>:<account>:certificate-authority/<id>',
            ),
          ]
        : [],
    ),
};
