import { randomBytes } from 'node:crypto';
import { globalArnIn } from './arn';

/** The identity of a key: a role's session in an account, or the account itself. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  /** The role of its session, where that existed when the session began: it may do what the role's policies allow. */
  readonly role?: SessionRole;
}

/** A role that exists, as a session has it. */
export interface SessionRole {
  readonly arn: string;
  readonly name: string;
}

/** The same without the region, which each request has. */
export interface Identity {
  readonly account: string;
  readonly userId: string;
  /** The service and resource of its ARN. */
  readonly service: 'iam' | 'sts';
  readonly resource: string;
  readonly role?: SessionRole;
}

/** Keys as AWS issues them. */
export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The identity of each access key. */
export interface Credentials {
  /** The caller with this key, in a region; the default account's root where the key isn't known. */
  callerOf(accessKeyId: string, region: string): Caller;
  /** The secret that belongs to this key; `local`, as in the environment of the local AWS, where it did not issue the key. */
  secretOf(accessKeyId: string): string;
  /** New keys for this identity. */
  issue(identity: Identity): TemporaryCredentials;
}

/** The account of every key that the local AWS didn't issue. AWS never assigns this id. */
export const defaultAccount = '000000000000';

/** An empty set of keys. */
export function credentialsBook(): Credentials {
  const issued = new Map<string, { readonly identity: Identity; readonly secret: string }>();
  const anyone = rootOf(defaultAccount);
  return {
    callerOf: (accessKeyId, region) => callerIn(region, issued.get(accessKeyId)?.identity ?? anyone),
    secretOf: (accessKeyId) => issued.get(accessKeyId)?.secret ?? 'local',
    issue(identity) {
      const accessKeyId = `ASIA${identifier(16)}`;
      const secret = randomBytes(30).toString('base64');
      issued.set(accessKeyId, { identity, secret });
      return {
        accessKeyId,
        secretAccessKey: secret,
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
export function callerIn(region: string, { account, userId, service, resource, role }: Identity): Caller {
  return { account, userId, arn: globalArnIn(region, service, account, resource), ...(role && { role }) };
}

/** Characters as in AWS's own identifiers: base 32, uppercase. */
export function identifier(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
