import { randomBytes } from 'node:crypto';
import { globalArnIn } from './arn';

/** Who signs with a key: an account, and in it a role's session or the account itself. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** The same without a region, which each request brings. */
export interface Identity {
  readonly account: string;
  readonly userId: string;
  /** The service and resource of its ARN. */
  readonly service: 'iam' | 'sts';
  readonly resource: string;
}

/** Keys as AWS hands them out. */
export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Whose keys are whose. */
export interface Credentials {
  /** The caller that signs with this key for a region; the default account's root where the key isn't known. */
  callerOf(accessKeyId: string, region: string): Caller;
  /** New keys for this identity. */
  issue(identity: Identity): TemporaryCredentials;
}

/** The account of every key that the local AWS didn't issue. It can't be anyone's: AWS numbers none so. */
export const defaultAccount = '000000000000';

/** An empty book of keys. */
export function credentialsBook(): Credentials {
  const issued = new Map<string, Identity>();
  const anyone = rootOf(defaultAccount);
  return {
    callerOf: (accessKeyId, region) => callerIn(region, issued.get(accessKeyId) ?? anyone),
    issue(identity) {
      const accessKeyId = `ASIA${identifier(16)}`;
      issued.set(accessKeyId, identity);
      return {
        accessKeyId,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(96).toString('base64'),
      };
    },
  };
}

/** An account itself. */
export function rootOf(account: string): Identity {
  return { account, userId: account, service: 'iam', resource: 'root' };
}

/** An identity as it appears in a region. */
export function callerIn(region: string, { account, userId, service, resource }: Identity): Caller {
  return { account, userId, arn: globalArnIn(region, service, account, resource) };
}

/** Characters as in AWS's own identifiers: base 32, upper case. */
export function identifier(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
