import { randomBytes } from 'node:crypto';

/** Who signs with a key: an account, and in it a role's session or the account itself. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** Keys as AWS hands them out. */
export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Whose keys are whose. */
export interface Credentials {
  /** The caller that signs with this key; the default account's root where the key isn't known. */
  callerOf(accessKeyId: string): Caller;
  /** New keys for this caller. */
  issue(caller: Caller): TemporaryCredentials;
}

/** The account of every key that the local AWS didn't issue. It can't be anyone's: AWS numbers none so. */
export const defaultAccount = '000000000000';

/** An empty book of keys. */
export function credentialsBook(): Credentials {
  const issued = new Map<string, Caller>();
  const anyone = {
    account: defaultAccount,
    arn: `arn:aws:iam::${defaultAccount}:root`,
    userId: defaultAccount,
  };
  return {
    callerOf: (accessKeyId) => issued.get(accessKeyId) ?? anyone,
    issue(caller) {
      const accessKeyId = `ASIA${identifier(16)}`;
      issued.set(accessKeyId, caller);
      return {
        accessKeyId,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(96).toString('base64'),
      };
    },
  };
}

/** Characters as in AWS's own identifiers: base 32, upper case. */
export function identifier(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
