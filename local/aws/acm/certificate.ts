import type { Part } from '../world';

/** A certificate that ACM requests: of an authority of AWS Private CA, or of the public one. */
export interface RequestedCertificate {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  /** ARN of the private authority. Absent: it is a public one, which is issued once DNS proves its names. */
  readonly authority?: string;
  readonly domainName: string;
  /** All names, including the domain name. */
  readonly names: readonly string[];
  readonly keyAlgorithm: string;
  readonly createdAt: number;
  transparency: string;
  tags: Readonly<Record<string, string>>;
  content: Content;
}

/** A public certificate waits for its records; one of a private authority is issued or refused at once. */
export type Content =
  | { readonly kind: 'pending' }
  /** The API's FailureReason. */
  | { readonly kind: 'failed'; readonly reason: string }
  | {
      readonly kind: 'issued';
      readonly pem: string;
      readonly chain: string;
      /** The private key in PEM (PKCS #8). */
      readonly key: string;
      readonly issuedAt: number;
    };

/** The API's CertificateStatus. */
export const STATUS = {
  pending: 'PENDING_VALIDATION',
  failed: 'FAILED',
  issued: 'ISSUED',
} as const satisfies Readonly<Record<Content['kind'], string>>;

/** All of them, by ARN: a part of the local AWS's state. */
export const certificatesPart: Part<Record<string, RequestedCertificate>> = {
  name: 'acm',
  empty: () => ({}),
};
