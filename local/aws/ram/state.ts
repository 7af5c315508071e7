import type { Tag } from '../tag';
import type { Part } from '../world';

/** A resource share. Times are seconds since 1970. */
export interface Share {
  readonly arn: string;
  readonly region: string;
  readonly owner: string;
  name: string;
  allowExternalPrincipals: boolean;
  status: 'ACTIVE' | 'DELETED';
  tags: readonly Tag[];
  /** The permission for each type of resource that the share has or had. */
  readonly permissions: Record<string, Attached>;
  readonly createdAt: number;
  updatedAt: number;
  /** The token of the request that created it, and the request itself. */
  readonly clientToken?: string;
  readonly request?: string;
}

/** A version of a permission in a share: later versions don't change the share. */
export interface Attached {
  readonly arn: string;
  readonly version: string;
}

/** A resource, a principal or a source of a share. */
export interface Association {
  readonly share: string;
  readonly type: 'PRINCIPAL' | 'RESOURCE' | 'SOURCE';
  /** A resource's ARN, an account, the ARN of an organization or unit, or a source. */
  readonly entity: string;
  status: 'ASSOCIATING' | 'ASSOCIATED' | 'DISASSOCIATED' | 'FAILED';
  /** Outside an organization in which sharing is enabled. */
  external: boolean;
  readonly createdAt: number;
  updatedAt: number;
}

/** The invitation that an account outside the organization gets before it may use a share. */
export interface Invitation {
  readonly arn: string;
  readonly share: string;
  readonly receiver: string;
  /** The role or user that gets the share. @default the whole receiving account */
  readonly entity?: string;
  readonly sentAt: number;
  status: 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED';
}

/** A permission that an account created, with all its versions. */
export interface CustomerPermission {
  readonly arn: string;
  readonly name: string;
  /** What it is for, as `service:Type`. */
  readonly type: string;
  versions: readonly CustomerVersion[];
  /** The number of the version that shares get. */
  defaultVersion: number;
  /** The highest number of a version so far: none is used twice. */
  lastVersion: number;
  tags: readonly Tag[];
  readonly createdAt: number;
  updatedAt: number;
}

/** One version of a customer's permission. */
export interface CustomerVersion {
  readonly number: number;
  /** The policy template, as written. */
  readonly policy: string;
  readonly createdAt: number;
}

/** The replacement of a permission by another one in an account's shares. */
export interface Replacement {
  readonly id: string;
  readonly owner: string;
  readonly region: string;
  readonly from: string;
  /** Absent where it covers all versions. */
  readonly fromVersion?: string;
  readonly to: string;
  readonly toVersion: string;
  readonly at: number;
}

/** A request that had a token, and its response. */
export interface Settled {
  readonly account: string;
  readonly region: string;
  readonly operation: string;
  readonly clientToken: string;
  readonly request: string;
  readonly answer: unknown;
  /** @default it is kept */
  readonly at?: number;
}

/** All shares of all accounts, and the permissions that they created. */
export interface RamState {
  shares: Share[];
  associations: Association[];
  invitations: Invitation[];
  permissions: CustomerPermission[];
  readonly replacements: Replacement[];
  settled: Settled[];
  /** Whether the management account has enabled sharing within the organization. */
  organizationSharing: boolean;
}

export const ramPart: Part<RamState> = {
  name: 'ram',
  empty: () => ({
    shares: [],
    associations: [],
    invitations: [],
    permissions: [],
    replacements: [],
    settled: [],
    organizationSharing: false,
  }),
};
