import type { Fields } from '../json-protocol';
import type { Part, World } from '../world';
import type { SigningAlgorithm } from '../../x509/keys';

/** A certificate that an authority issued. */
export interface Issued {
  readonly arn: string;
  readonly serial: string;
  readonly pem: string;
  revoked: boolean;
}

/** The right of a service (ACM) to use an authority of its own account. */
export interface Permission {
  readonly principal: string;
  readonly sourceAccount: string;
  readonly actions: readonly unknown[];
  readonly createdAt: number;
}

/** The states that an authority of ours can be in (the API's CertificateAuthorityStatus). */
export type AuthorityStatus = 'PENDING_CERTIFICATE' | 'ACTIVE' | 'DISABLED' | 'EXPIRED' | 'DELETED';

/** A certificate authority. */
export interface Authority {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly usageMode: string;
  readonly keyStorage: string;
  /** As requested: key algorithm, signing algorithm, subject. */
  readonly configuration: Fields;
  readonly algorithm: SigningAlgorithm;
  /** The private key in PEM (PKCS #8). */
  readonly key: string;
  readonly request: string;
  readonly createdAt: number;
  status: AuthorityStatus;
  changedAt: number;
  revocation: Fields;
  restorableUntil?: number;
  /** Its own certificate, once installed, and the chain above it. */
  certificate?: string;
  chain?: string;
  policy?: string;
  tags: Readonly<Record<string, string>>;
  permissions: readonly Permission[];
  /** By ARN. */
  readonly issued: Record<string, Issued>;
}

/** All authorities, by ARN: a part of the local AWS's state. */
export const authoritiesPart: Part<Record<string, Authority>> = { name: 'acm-pca', empty: () => ({}) };

/** Whether an authority with this ARN exists and is not deleted. */
export function authorityIsThere(world: World, arn: string): boolean {
  const authority = world.part(authoritiesPart)[arn];
  return authority !== undefined && authority.status !== 'DELETED';
}
