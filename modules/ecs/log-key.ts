import { Construct } from 'constructs';
import { kmsKey } from '../kms-key/kms-key';

export interface LogKeyProps {
  readonly name: string;
  /** Root of the account: its policies say who administers the key. */
  readonly accountArn: string;
  /** The service principal of CloudWatch Logs in the region. */
  readonly logs: string;
  /** Pattern of the ARNs of the log groups that it encrypts. */
  readonly groupArns: string;
}

/** The most that KMS accepts: with the key, the logs are gone. */
const RESTORABLE_DAYS = 30;

/**
 * The key of the logs of tasks in an account, which KMS rotates each year. CloudWatch may use it for those log groups alone
 * (CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service").
 */
export class LogKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { name, accountArn, logs, groupArns }: LogKeyProps) {
    super(scope, id);
    this.keyArn = kmsKey(this, {
      name,
      description: `logs of ${name}`,
      accountArn,
      restorableDays: RESTORABLE_DAYS,
      statements: [
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
    });
  }
}
