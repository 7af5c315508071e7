import { isRecord, parsedJson } from '../../../core/base/json';
import { bucketPoliciesPart } from '../corrections/s3-bucket-policy';
import { objectField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import type { World } from '../world';

/** What AWS Private CA does in the bucket of its lists. */
const ACTIONS = ['s3:PutObject', 's3:PutObjectAcl', 's3:GetBucketAcl', 's3:GetBucketLocation'];

/** Refuses lists in a bucket whose policy does not let the service write; conditions are not evaluated. */
export function demandBucket(world: World, revocation: Fields): void {
  const crl = objectField(revocation, 'CrlConfiguration');
  if (crl['Enabled'] !== true) return;
  const bucket = textField(crl, 'S3BucketName');
  if (bucket === undefined) throw refusal('acm-pca/crl', 'CrlConfiguration');
  const allowed = new Set(allowedIn(world.part(bucketPoliciesPart)[bucket]));
  const missing = ACTIONS.find((action) => !allowed.has(action));
  if (missing !== undefined) throw refusal('acm-pca/crl-bucket', `${missing} in bucket ${bucket}`);
}

function allowedIn(policy: string | undefined): readonly unknown[] {
  const read = policy === undefined ? undefined : parsedJson(policy);
  return listOf(isRecord(read) ? read['Statement'] : undefined).flatMap((statement) => {
    if (!isRecord(statement) || statement['Effect'] !== 'Allow') return [];
    const { Principal: principal } = statement;
    const services = listOf(isRecord(principal) ? principal['Service'] : undefined);
    return services.includes('acm-pca.amazonaws.com') ? listOf(statement['Action']) : [];
  });
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
