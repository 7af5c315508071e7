import { rules, type RuleId } from '../../../local/aws/rules';

/**
 * What the AWS provider 5.100 looks for in the messages of errors of the services that are ours. It goes on, or repeats, only
 * where it finds the sentence; the errors contain the rules' sentences. It distinguishes other errors by their codes.
 */
const sentences: readonly (readonly [rule: RuleId, code: string, sentence: string, then: string])[] = [
  [
    'acm-pca/update-state',
    'InvalidStateException',
    'The certificate authority must be in the ACTIVE or DISABLED state to be updated',
    'certificate_authority.go, delete: goes on to delete an authority that never got its certificate',
  ],
  [
    'acm-pca/not-active',
    'InvalidStateException',
    'The certificate authority is not in a valid state for issuing certificates',
    'certificate.go, create: repeats for a minute',
  ],
  [
    'acm-pca/self-signed',
    'InvalidRequestException',
    'Self-signed certificate can not be revoked',
    'certificate.go, delete: the certificate of a root goes without being revoked',
  ],
];

test.each(sentences)('%s is %s: %s', (rule, code, sentence) => {
  expect(rules[rule]).toMatchObject({ code, sentence: expect.stringContaining(sentence) });
});
