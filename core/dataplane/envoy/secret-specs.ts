/** A certificate with its key, as Envoy gets it. */
export interface CertificateSecret {
  /** Name of the secret. */
  readonly name: string;
  /** Key of the certificate in the topology. */
  readonly certificate: string;
  readonly source:
    | {
        readonly kind: 'files';
        readonly chain: string;
        readonly privateKey: string;
        /** Path of the file with the passphrase of the key. @default the key is not encrypted */
        readonly passphrase?: string;
      }
    | { readonly kind: 'sds'; readonly secret: string };
}

/** Certificates of authorities, as Envoy gets them. */
export interface TrustSecret {
  /** Name of the secret. */
  readonly name: string;
  /** Keys of the authorities; absent: unknown, whatever the file contains. */
  readonly authorities?: readonly string[];
  readonly source:
    | { readonly kind: 'file'; readonly bundle: string }
    | { readonly kind: 'sds'; readonly secret: string };
}
