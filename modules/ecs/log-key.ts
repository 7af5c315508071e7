import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';

export interface LogKeyProps {
  readonly name: string;
  /** Root of the account: its policies say who administers the key. */
  readonly accountArn: string;
  /** The service principal of CloudWatch Logs in the region. */
  readonly logs: string;
  /** Pattern of the ARNs of the log groups that it encrypts. */
  readonly groupArns: string;
}

/** Days in which a deleted key can be restored, and with it the logs; KMS accepts 7 to 30. */
const RESTORABLE_DAYS = 30;

/**
 * The key of the logs of tasks in an account, which KMS rotates each year. CloudWatch may use it for those log groups alone
 * (CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service").
 */
export class LogKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { name, accountArn, logs, groupArns }: LogKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, KmsKey.tfResourceType, {
      description: `logs of ${name}`,
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
          {
            Sid: 'Logs',
            Effect: 'Allow',
            Principal: { Service: logs },
            Action: [
              'kms:Decrypt',
              'kms:DescribeKey',
              'kms:Encrypt',
              'kms:GenerateDataKey',
              'kms:GenerateDataKeyWithoutPlaintext',
              'kms:ReEncryptFrom',
              'kms:ReEncryptTo',
            ],
            Resource: '*',
            Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groupArns } },
          },
        ],
      }),
    });
    this.keyArn = key.arn;
  }
}
