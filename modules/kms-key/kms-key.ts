import { KmsKey as AwsKmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Construct } from 'constructs';

export interface KmsKeyProps {
  readonly name: string;
  /** What it encrypts, for people. A change of it changes the key in place. */
  readonly description: string;
  /** Root of the account: its policies say who administers the key. */
  readonly accountArn: string;
  /** Days in which a deleted key can be restored, and with it what it encrypts; KMS accepts 7 to 30. */
  readonly restorableDays: number;
  /** What its policy allows besides. @default nothing */
  readonly statements?: readonly object[];
}

/** The ARN of a new key, which KMS rotates each year. */
export function kmsKey(
  scope: Construct,
  { name, description, accountArn, restorableDays, statements = [] }: KmsKeyProps,
): string {
  const key = new AwsKmsKey(scope, AwsKmsKey.tfResourceType, {
    description,
    enableKeyRotation: true,
    deletionWindowInDays: restorableDays,
    tags: { Name: name },
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          // In the policy of a key `*` is that key; without a principal that may do everything nobody could change it
          // (KMS developer guide, "Default key policy").
          Sid: 'Account',
          Effect: 'Allow',
          Principal: { AWS: accountArn },
          Action: 'kms:*',
          Resource: '*',
        },
        ...statements,
      ],
    }),
  });
  return key.arn;
}
