import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';

export interface VersionedBucketProps {
  /** Its name, or the beginning of one that AWS completes. */
  readonly name: { readonly bucket: string } | { readonly bucketPrefix: string };
  /** `AES256`: with the keys of S3; `aws:kms`: with that of KMS which is AWS's own. */
  readonly encryption: 'AES256' | 'aws:kms';
  /** Whether a policy may open it to everybody. */
  readonly mayBePublic: boolean;
  /** Days for which what was replaced is kept. */
  readonly keptDays: number;
  /** Statements of its policy. @param arn of the bucket */
  readonly statements: (arn: string) => readonly object[];
}

/** A bucket that encrypts what is put there and keeps its versions for a time. What is in it can be written again. */
export class VersionedBucket extends Construct {
  readonly bucket: string;
  readonly versioning: S3BucketVersioningA;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  readonly ownership: S3BucketOwnershipControls;
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: VersionedBucketProps) {
    super(scope, id);
    const { encryption: sseAlgorithm, mayBePublic, keptDays, statements } = props;
    const made = new S3Bucket(this, S3Bucket.tfResourceType, { ...props.name, forceDestroy: true });
    const bucket = made.id;
    this.bucket = bucket;
    this.versioning = new S3BucketVersioningA(this, S3BucketVersioningA.tfResourceType, {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    this.encryption = new S3BucketServerSideEncryptionConfigurationA(
      this,
      S3BucketServerSideEncryptionConfigurationA.tfResourceType,
      {
        bucket,
        rule: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm },
            ...(sseAlgorithm === 'aws:kms' && { bucketKeyEnabled: true }),
          },
        ],
      },
    );
    this.ownership = new S3BucketOwnershipControls(this, S3BucketOwnershipControls.tfResourceType, {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const access = new S3BucketPublicAccessBlock(this, S3BucketPublicAccessBlock.tfResourceType, {
      bucket,
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: !mayBePublic,
      restrictPublicBuckets: !mayBePublic,
    });
    this.policy = new S3BucketPolicy(this, S3BucketPolicy.tfResourceType, {
      bucket,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements(made.arn) }),
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
          noncurrentVersionExpiration: [{ noncurrentDays: keptDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [this.versioning],
    });
  }
}

/** Nobody reads or writes without TLS. */
export const onlyWithTls = (bucketArn: string): object => ({
  Sid: 'OnlyWithTls',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource: [bucketArn, `${bucketArn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
