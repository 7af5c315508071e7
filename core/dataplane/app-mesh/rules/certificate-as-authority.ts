import { hasCertificateArn } from '../tls-flaws';
import { refusal, type Rule } from './rule';

/** An authority has the ARN of a CA, not of a certificate. */
export const certificateAsAuthority: Rule = (_, { authorities }) =>
  authorities.flatMap((authority) =>
    hasCertificateArn(authority)
      ? [
          refusal(
            'tls/certificate-as-authority',
            authority.at,
            `authority "${authority.key}" has the ARN of a certificate`,
            'give the ARN of the CA that signed it: arn:aws:acm-pca:<region>:<account>:certificate-authority/<id>',
          ),
        ]
      : [],
  );
