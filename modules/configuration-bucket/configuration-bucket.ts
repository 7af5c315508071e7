import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface ConfigurationBucketProps {
  /** At most 63 characters, unique in all of AWS. */
  readonly name: string;
}

/** Days for which a configuration that was replaced can still be read: a service may go back to its earlier task. */
const KEPT_DAYS = 90;

/** A bucket for configurations of proxies, private and encrypted, that nobody reads without TLS. */
export class ConfigurationBucket extends Construct {
  readonly bucket: string;
  /** After these it encrypts what is put there, and keeps its versions. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, { name }: ConfigurationBucketProps) {
    super(scope, id);
    // All of its contents are written from the topology again.
    const made = new S3Bucket(this, S3Bucket.tfResourceType, { bucket: name, forceDestroy: true });
    const bucket = made.id;
    const versioning = new S3BucketVersioningA(this, S3BucketVersioningA.tfResourceType, {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(
      this,
      S3BucketServerSideEncryptionConfigurationA.tfResourceType,
      {
        bucket,
        rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' }, bucketKeyEnabled: true }],
      },
    );
    new S3BucketOwnershipControls(this, S3BucketOwnershipControls.tfResourceType, {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const closed = new S3BucketPublicAccessBlock(this, S3BucketPublicAccessBlock.tfResourceType, {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, S3BucketPolicy.tfResourceType, {
      bucket,
      policy: onlyWithTls(made.arn),
      // S3 refuses two changes of these at once.
      dependsOn: [closed],
    });
    new S3BucketLifecycleConfiguration(this, S3BucketLifecycleConfiguration.tfResourceType, {
      bucket,
      rule: [
        {
          id: 'replaced',
          status: 'Enabled',
          filter: [{}],
          noncurrentVersionExpiration: [{ noncurrentDays: KEPT_DAYS }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    this.bucket = bucket;
    this.steps = [versioning, encryption];
  }
}

const onlyWithTls = (bucketArn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyWithTls',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
