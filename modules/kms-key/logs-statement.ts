export interface LogsStatementProps {
  /** The service principal of CloudWatch Logs in the region. */
  readonly logs: string;
  /** ARN, or a pattern of the ARNs, of the log groups that the key encrypts. */
  readonly groupArns: string;
}

/**
 * Lets CloudWatch use a key for those log groups alone (CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs
 * using AWS Key Management Service").
 */
export const logsStatement = ({ logs, groupArns }: LogsStatementProps): object => ({
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
});
