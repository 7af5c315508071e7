import { Construct } from 'constructs';
import { kmsKey } from '../kms-key/kms-key';

export interface StoreKeyProps {
  readonly name: string;
  /** Root of the account: its policies say who administers the key. */
  readonly accountArn: string;
}

/** Days in which a deleted key can be restored; KMS accepts 7 to 30. */
const RESTORABLE_DAYS = 7;

/** The key of one store, which KMS rotates each year. Whoever disables it cuts the store off at once. */
export class StoreKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { name, accountArn }: StoreKeyProps) {
    super(scope, id);
    this.keyArn = kmsKey(this, {
      name,
      description: `files of ${name}`,
      accountArn,
      restorableDays: RESTORABLE_DAYS,
    });
  }
}
