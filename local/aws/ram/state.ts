import type { Part } from '../world';

/** A tag. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** A resource share. Times are seconds since 1970. */
export interface Share {
  readonly arn: string;
  readonly region: string;
  readonly owner: string;
  name: string;
  allowExternalPrincipals: boolean;
  status: 'ACTIVE' | 'DELETED';
  tags: readonly Tag[];
  /** The ARN of the permission for each type of resource that the share has or had. */
  readonly permissions: Record<string, string>;
  readonly createdAt: number;
  updatedAt: number;
  /** The token of the request that made it, and what it asked for. */
  readonly clientToken?: string;
  readonly request?: string;
}

/** What a share holds, or whom it is for. */
export interface Association {
  readonly share: string;
  readonly type: 'PRINCIPAL' | 'RESOURCE';
  /** A resource's ARN, an account, or the ARN of an organization or unit. */
  readonly entity: string;
  status: 'ASSOCIATING' | 'ASSOCIATED' | 'DISASSOCIATED' | 'FAILED';
  /** Outside an organization in which sharing is enabled. */
  external: boolean;
  readonly createdAt: number;
  updatedAt: number;
}

/** What an account outside gets before it may use a share. */
export interface Invitation {
  readonly arn: string;
  readonly share: string;
  readonly receiver: string;
  readonly sentAt: number;
  status: 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'EXPIRED';
}

/** All shares of all accounts. */
export interface RamState {
  readonly shares: Share[];
  readonly associations: Association[];
  readonly invitations: Invitation[];
  /** Whether the management account has enabled sharing within the organization. */
  organizationSharing: boolean;
}

export const ramPart: Part<RamState> = {
  name: 'ram',
  empty: () => ({ shares: [], associations: [], invitations: [], organizationSharing: false }),
};
