import { partitionOf } from '../topology';
import type { Answers } from './answers';

/**
 * What the role that plans is denied beside `ReadOnlyAccess`. A plan reads the states, and the configurations of proxies
 * that are objects of S3, in buckets of the mesh that may be encrypted with a key.
 */
export function readsNoSecrets({ mesh, region, bucket }: Answers): object {
  const objects = (name: string): string => `arn:${partitionOf(region)}:s3:::${name}`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Secrets',
        Effect: 'Deny',
        Action: ['ssm:GetParameter*', 'secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
        Resource: '*',
      },
      {
        Sid: 'Objects',
        Effect: 'Deny',
        Action: ['s3:GetObject', 's3:GetObjectVersion'],
        NotResource: [objects(`${bucket}/${mesh}/*`), objects(`${mesh}-proxies-${region}-*/*`)],
      },
      {
        Sid: 'Keys',
        Effect: 'Deny',
        Action: 'kms:Decrypt',
        Resource: '*',
        // In China the name of a service ends in .com.cn.
        Condition: { StringNotLike: { 'kms:ViaService': `s3.${region}.amazonaws.com*` } },
      },
    ],
  };
}
