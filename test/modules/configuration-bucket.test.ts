import { Configuration } from '../../modules/configuration-bucket/configuration';
import { ConfigurationBucket } from '../../modules/configuration-bucket/configuration-bucket';
import { made } from './made';

const blocks = made((scope) => {
  const { bucket, steps } = new ConfigurationBucket(scope, 'bucket', {
    name: 'shop-proxies-us-west-2-111111111111',
  });
  new Configuration(scope, 'ui', { bucket, key: 'proxies/workload-ui.json', text: '{}', after: steps });
});

test('the bucket is closed to the public, encrypted, and keeps what was replaced', () => {
  expect(blocks['aws_s3_bucket_public_access_block']).toMatchObject([
    {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  ]);
  expect(blocks['aws_s3_bucket_versioning']).toMatchObject([
    { versioning_configuration: { status: 'Enabled' } },
  ]);
  expect(blocks['aws_s3_bucket_server_side_encryption_configuration']).toMatchObject([
    { rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } }] },
  ]);
  expect(blocks['aws_s3_bucket_ownership_controls']).toMatchObject([
    { rule: { object_ownership: 'BucketOwnerEnforced' } },
  ]);
  expect(blocks['aws_s3_bucket_lifecycle_configuration']).toMatchObject([
    { rule: [{ status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: 90 }] }] },
  ]);
});

test('it is read with TLS alone, and goes with all that is in it', () => {
  const [policy] = blocks['aws_s3_bucket_policy'] ?? [];
  expect(JSON.parse(String(policy?.['policy']))).toMatchObject({
    Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
  });
  expect(blocks['aws_s3_bucket']).toMatchObject([{ force_destroy: true }]);
});

test('an object is there once the bucket encrypts and keeps versions', () => {
  expect(blocks['aws_s3_object']).toMatchObject([
    {
      key: 'proxies/workload-ui.json',
      content: '{}',
      content_type: 'application/json',
      depends_on: [
        expect.stringMatching(/^aws_s3_bucket_versioning\./),
        expect.stringMatching(/^aws_s3_bucket_server_side_encryption_configuration\./),
      ],
    },
  ]);
});
