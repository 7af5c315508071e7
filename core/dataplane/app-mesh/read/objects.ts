import type { Kind } from './api';

/**
 * An object as `Describe…`, `Create…` and `Update…` of App Mesh answer: `virtualNodeName`, `spec`, `metadata`. What
 * somebody wrote for `aws appmesh create-… --cli-input-json` has the same form, without `metadata`.
 */
export type ApiObject = Readonly<Record<string, unknown>>;

/** A mesh with everything in it. */
export interface MeshObjects extends Readonly<Record<Kind, readonly ApiObject[]>> {
  readonly mesh: ApiObject;
}

/** What the API does not say of a mesh, and its translation depends on. */
export interface Surroundings {
  /** AWS region of the mesh. */
  readonly region: string;
  /** Account of what has no `metadata`, and of the mesh itself. @default that of the mesh's `metadata` */
  readonly account?: string;
  /** Keys of accounts, by their ids. @default `account-<id>` */
  readonly accounts?: Readonly<Record<string, string>>;
  /** What ACM says of certificates, by their ARNs. @default unknown */
  readonly certificates?: Readonly<Record<string, KnownCertificate>>;
  /** What AWS Private CA says of authorities, by their ARNs. @default they are roots */
  readonly authorities?: Readonly<Record<string, KnownAuthority>>;
}

/** What ACM says of a certificate. */
export interface KnownCertificate {
  /** ARN of the authority that signed it. */
  readonly authority?: string;
  /** DNS names in it. */
  readonly names?: readonly string[];
}

/** What AWS Private CA says of an authority. */
export interface KnownAuthority {
  readonly level: 'root' | 'subordinate';
  /** ARN of the authority that signed it. */
  readonly parent?: string;
}

/** Something that the topology does not have: it is left out. */
export interface LeftOut {
  /** `virtualNode/ui`, `virtualRouter/ui/route/all`, `mesh/yelb`. */
  readonly object: string;
  /** Where in its `spec`: `listeners[0].timeout.http`. Empty: the whole object. */
  readonly path: string;
  readonly why: string;
}

/** Notes what is left out of one object. */
export type Note = (path: string, why: string) => void;
