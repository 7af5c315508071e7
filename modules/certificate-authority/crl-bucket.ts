import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface CrlBucketProps {
  /** At most 37 characters; what follows is chosen by AWS. */
  readonly prefix: string;
  /** Whose authorities write there. */
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Whether everybody may read the lists, without TLS as their address in certificates is. */
  readonly public: boolean;
}

/** Days for which a list that was replaced is kept. */
const KEPT_DAYS = 30;

/** A bucket in which AWS Private CA writes lists of revoked certificates ("Set up a CRL" of its user guide). */
export class CrlBucket extends Construct {
  readonly bucket: string;
  /** After these an authority may write there; it tries when it is created. */
  readonly steps: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: CrlBucketProps) {
    super(scope, id);
    const isClosed = !props.public;
    // Its authority writes the list again.
    const made = new S3Bucket(this, S3Bucket.tfResourceType, {
      bucketPrefix: props.prefix,
      forceDestroy: true,
    });
    const bucket = made.id;
    const versioning = new S3BucketVersioningA(this, S3BucketVersioningA.tfResourceType, {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    // With a key of KMS, whoever reads a list would have to be allowed to use that key.
    const encryption = new S3BucketServerSideEncryptionConfigurationA(
      this,
      S3BucketServerSideEncryptionConfigurationA.tfResourceType,
      {
        bucket,
        rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
    );
    const ownership = new S3BucketOwnershipControls(this, S3BucketOwnershipControls.tfResourceType, {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const access = new S3BucketPublicAccessBlock(this, S3BucketPublicAccessBlock.tfResourceType, {
      bucket,
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: isClosed,
      restrictPublicBuckets: isClosed,
    });
    const policy = new S3BucketPolicy(this, S3BucketPolicy.tfResourceType, {
      bucket,
      policy: policyOf(made.arn, props),
      // S3 refuses two changes of these at once, and a public policy before it is allowed.
      dependsOn: [access],
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
    this.steps = [policy, ownership, encryption];
  }
}

function policyOf(
  bucketArn: string,
  { accountId, region, partition, public: isPublic }: CrlBucketProps,
): string {
  const all = `${bucketArn}/*`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AuthoritiesWrite',
        Effect: 'Allow',
        Principal: { Service: 'acm-pca.amazonaws.com' },
        Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:GetBucketAcl', 's3:GetBucketLocation'],
        Resource: [bucketArn, all],
        Condition: {
          StringEquals: { 'aws:SourceAccount': accountId },
          ArnLike: {
            'aws:SourceArn': `arn:${partition}:acm-pca:${region}:${accountId}:certificate-authority/*`,
          },
        },
      },
      isPublic
        ? {
            Sid: 'EverybodyReads',
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `${bucketArn}/crl/*`,
          }
        : {
            Sid: 'OnlyWithTls',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 's3:*',
            Resource: [bucketArn, all],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
    ],
  });
}
