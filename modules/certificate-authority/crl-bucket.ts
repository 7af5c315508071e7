import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { onlyWithTls, VersionedBucket } from '../bucket/versioned-bucket';

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
    const made = new VersionedBucket(this, 'bucket', {
      name: { bucketPrefix: props.prefix },
      // With a key of KMS, whoever reads a list would have to be allowed to use that key.
      encryption: 'AES256',
      mayBePublic: props.public,
      keptDays: KEPT_DAYS,
      statements: (arn) => [
        authoritiesWrite(arn, props),
        props.public ? everybodyReads(arn) : onlyWithTls(arn),
      ],
    });
    this.bucket = made.bucket;
    this.steps = [made.policy, made.ownership, made.encryption];
  }
}

const authoritiesWrite = (bucketArn: string, { accountId, region, partition }: CrlBucketProps): object => ({
  Sid: 'AuthoritiesWrite',
  Effect: 'Allow',
  Principal: { Service: 'acm-pca.amazonaws.com' },
  Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:GetBucketAcl', 's3:GetBucketLocation'],
  Resource: [bucketArn, `${bucketArn}/*`],
  Condition: {
    StringEquals: { 'aws:SourceAccount': accountId },
    ArnLike: {
      'aws:SourceArn': `arn:${partition}:acm-pca:${region}:${accountId}:certificate-authority/*`,
    },
  },
});

const everybodyReads = (bucketArn: string): object => ({
  Sid: 'EverybodyReads',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `${bucketArn}/crl/*`,
});
