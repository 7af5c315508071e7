import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { onlyWithTls, VersionedBucket } from '../bucket/versioned-bucket';

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
    const made = new VersionedBucket(this, 'bucket', {
      name: { bucket: name },
      encryption: 'aws:kms',
      mayBePublic: false,
      keptDays: KEPT_DAYS,
      statements: (arn) => [onlyWithTls(arn)],
    });
    this.bucket = made.bucket;
    this.steps = [made.versioning, made.encryption];
  }
}
