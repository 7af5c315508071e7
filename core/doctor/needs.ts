import type { Credentials, StateBackend } from '../topology';

/** A program that is started. */
export interface ProgramNeed {
  readonly kind: 'program';
  readonly program: 'node' | 'terraform' | 'aws' | 'session-manager-plugin' | 'kubectl';
  /** Who starts it. */
  readonly by: string;
  /** Whether a deploy itself does not need it. */
  readonly isOptional: boolean;
}

/** Credentials of an account, as the providers of its stacks sign in. */
export interface AccountNeed {
  readonly kind: 'account';
  readonly account: string;
  readonly id: string;
  readonly credentials: Credentials;
}

/** A service-linked role, which a service of AWS uses in an account. */
export interface RoleNeed {
  readonly kind: 'role';
  readonly account: string;
  readonly role: string;
  /** Principal of the service. */
  readonly service: string;
}

/** Sharing with the organization, which its management account switches on in AWS RAM. */
export interface OrganizationNeed {
  readonly kind: 'organization';
  readonly account: string;
}

/** As much of something as a quota of AWS permits. */
export interface QuotaNeed {
  readonly kind: 'quota';
  readonly account: string;
  /** Name of the quota. */
  readonly quota: string;
  /** Of Service Quotas; absent: AWS raises it for nobody. */
  readonly code?: { readonly service: string; readonly quota: string };
  /** What an account has that has asked for no more. */
  readonly usual: number;
  readonly wanted: number;
  /** What counts as wanted. */
  readonly of: string;
  /** Words of the `aws` command that print how much of it others than this mesh use. @default nothing else counts */
  readonly used?: readonly string[];
}

/** What a deploy needs. */
export type Need =
  | ProgramNeed
  | { readonly kind: 'provider'; readonly source: string; readonly version: string }
  | { readonly kind: 'clock' }
  | AccountNeed
  | RoleNeed
  | OrganizationNeed
  | QuotaNeed
  | { readonly kind: 'state'; readonly state: StateBackend };

/** Needs of an account, which AWS is asked about with its credentials. */
export type AskedNeed = Extract<Need, { readonly account: string }>;

export const isAsked = (need: Need): need is AskedNeed => 'account' in need;
