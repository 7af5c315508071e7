import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface ConfigurationProps {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. */
  readonly key: string;
  /** JSON. */
  readonly text: string;
  /** What must exist first, so that the bucket encrypts it and keeps its versions. */
  readonly after: readonly TerraformResource[];
}

/** A configuration in a bucket that keeps its versions: what a task definition names stays as it was. */
export class Configuration extends Construct {
  readonly version: string;

  constructor(scope: Construct, id: string, { bucket, key, text, after }: ConfigurationProps) {
    super(scope, id);
    const object = new S3Object(this, S3Object.tfResourceType, {
      bucket,
      key,
      content: text,
      contentType: 'application/json',
      dependsOn: [...after],
    });
    this.version = object.versionId;
  }
}
