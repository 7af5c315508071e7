import type { Part } from '../world';

/** A private certificate of ACM: issued by an authority of AWS Private CA, or refused by it. */
export interface PrivateCertificate {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly authority: string;
  readonly domainName: string;
  /** All names, including the domain name. */
  readonly names: readonly string[];
  readonly keyAlgorithm: string;
  readonly createdAt: number;
  transparency: string;
  tags: Readonly<Record<string, string>>;
  /** Why it was not issued (the API's FailureReason), or the issued certificate. */
  content:
    | { readonly kind: 'failed'; readonly reason: string }
    | {
        readonly kind: 'issued';
        readonly pem: string;
        readonly chain: string;
        /** The private key in PEM (PKCS #8). */
        readonly key: string;
        readonly issuedAt: number;
      };
}

/** All private certificates, by ARN: a part of the local AWS's state. */
export const certificatesPart: Part<Record<string, PrivateCertificate>> = { name: 'acm', empty: () => ({}) };
