import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';

export interface StoreKeyProps {
  readonly name: string;
  /** Root of the account: its policies say who administers the key. */
  readonly accountArn: string;
}

/** Days in which a deleted key can be restored; KMS accepts 7 to 30. */
const RESTORABLE_DAYS = 7;

/** The key of one store, which KMS rotates each year. Whoever disables it cuts the store off at once. */
export class StoreKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { name, accountArn }: StoreKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, KmsKey.tfResourceType, {
      description: `files of ${name}`,
      enableKeyRotation: true,
      deletionWindowInDays: RESTORABLE_DAYS,
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
        ],
      }),
    });
    this.keyArn = key.arn;
  }
}
