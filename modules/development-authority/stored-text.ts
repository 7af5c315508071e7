import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface StoredTextProps {
  readonly name: string;
  readonly text: string;
}

/** A secret of Secrets Manager with a text that is in the state, too. */
export class StoredText extends Construct {
  /** After it the secret can be read. */
  readonly step: TerraformResource;

  constructor(scope: Construct, id: string, { name, text }: StoredTextProps) {
    super(scope, id);
    const secret = new SecretsmanagerSecret(this, id, {
      name,
      description: 'Made by Terraform for development.',
      // Its contents can be made again, and its name is free at once.
      recoveryWindowInDays: 0,
    });
    this.step = new SecretsmanagerSecretVersion(this, `${id}-text`, {
      secretId: secret.id,
      secretString: text,
    });
  }
}
