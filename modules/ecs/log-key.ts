import { Construct } from 'constructs';
import { kmsKey } from '../kms-key/kms-key';
import { logsStatement, type LogsStatementProps } from '../kms-key/logs-statement';

export interface LogKeyProps extends LogsStatementProps {
  readonly name: string;
  /** Root of the account: its policies say who administers the key. */
  readonly accountArn: string;
}

/** The most that KMS accepts: with the key, the logs are gone. */
const RESTORABLE_DAYS = 30;

/** The key of the logs of tasks in an account, which KMS rotates each year. CloudWatch may use it for them alone. */
export class LogKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { name, accountArn, ...logs }: LogKeyProps) {
    super(scope, id);
    this.keyArn = kmsKey(this, {
      name,
      description: `logs of ${name}`,
      accountArn,
      restorableDays: RESTORABLE_DAYS,
      statements: [logsStatement(logs)],
    });
  }
}
