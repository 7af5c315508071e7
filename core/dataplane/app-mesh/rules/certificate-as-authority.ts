import { arnOf } from '../arn';
import { refusal, type Rule } from './rule';

/** An authority has the ARN of a CA, not of a certificate. */
export const certificateAsAuthority: Rule = (_, { authorities }) =>
  authorities.flatMap((authority) =>
    authority.kind === 'existing-ca' && arnOf(authority.arn)?.service === 'acm'
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
