import type { Path } from './finding';
import type { Tags, Text, Value } from './value';

export type KeyAlgorithm = 'RSA_2048' | 'RSA_4096' | 'EC_prime256v1' | 'EC_secp384r1';

export interface Subject {
  readonly commonName: Text;
  readonly organization?: Text;
  readonly organizationalUnit?: Text;
  readonly country?: Text;
  readonly state?: Text;
  readonly locality?: Text;
}

/** Who signs certificates, and so who can be trusted. */
export type Authority = {
  readonly key: string;
  readonly at: Path;
  readonly level: 'root' | 'subordinate';
  /** Key of the authority that signs this one. Only a subordinate has it; absent there: unknown. */
  readonly parent?: string;
} & (
  | {
      readonly kind: 'private-ca';
      readonly subject: Subject;
      readonly keyAlgorithm: KeyAlgorithm;
      readonly validityYears: Value<number>;
      readonly usageMode: 'GENERAL_PURPOSE' | 'SHORT_LIVED_CERTIFICATE';
      /** Levels of authorities that may be below it at least, 0 to 3. Absent: those of the topology. */
      readonly pathLength?: number;
      readonly ocsp: Value<boolean>;
      /** The list of revoked certificates that AWS writes. Absent: none. */
      readonly crl?: {
        /** For which one list is valid, 1 to 5000. */
        readonly days: Value<number>;
        /** An S3 bucket that exists. Absent: it is created. */
        readonly bucket?: Text;
        /** Whether everybody may read what is in the bucket that is created. */
        readonly public: boolean;
      };
      /** Days in which AWS can still restore a deleted authority, 7 to 30. */
      readonly deletionDays: Value<number>;
      readonly tags: Tags;
    }
  | {
      readonly kind: 'existing-ca';
      readonly arn: Text;
      /** Of its own key, which decides how it signs. Absent: unknown. */
      readonly keyAlgorithm?: KeyAlgorithm;
      /** The accounts that use it already have it, by a share that somebody else created. */
      readonly shared: boolean;
    }
  /** Known by its chain file only: a company CA, or the public roots of an operating system. */
  | {
      readonly kind: 'file';
      /** Where its chain file is in a container: what trust in it reads. */
      readonly chain: Text;
      /** A bundle of public authorities: any of them may have signed, so only a name identifies the server. */
      readonly public: boolean;
      /** It is created by Terraform itself, with its key in the states. @default it exists */
      readonly development?: DevelopmentAuthority;
    }
);

/** An authority for development, whose key is in the states of Terraform. */
export interface DevelopmentAuthority {
  readonly subject: Pick<Subject, 'commonName' | 'organization'>;
  readonly keyAlgorithm: KeyAlgorithm;
  /** For which its own certificate is valid. */
  readonly days: number;
}

/** What is known of a certificate. An absent fact is unknown, and what depends on it is `undecided`. */
export interface CertificateFacts {
  /** Key of the authority that signed it. */
  readonly issuer?: string;
  /** Subject alternative names: DNS names, where `*.` at the front matches one label, and URIs. */
  readonly names?: readonly Text[];
  readonly usages?: readonly ('server' | 'client')[];
  /** ISO 8601, both inclusive. Absent: unknown, and the check does not judge it. */
  readonly validity?: Validity;
  /**
   * Keys of the authorities whose own certificates are shown beside it: what its chain file contains after the leaf.
   * Absent: unknown, but for ACM, which delivers the whole chain.
   */
  readonly chain?: readonly string[];
}

/** When a certificate is valid. An absent start has passed; an absent end is unknown. */
export interface Validity {
  readonly from?: Text;
  readonly until?: Text;
}

/** What a listener or a caller presents. */
export type Certificate = { readonly key: string; readonly at: Path; readonly facts: CertificateFacts } & (
  | {
      readonly kind: 'issued';
      readonly authority: string;
      readonly keyAlgorithm: KeyAlgorithm;
      /** Nothing was written: a data plane may have another default. */
      readonly hasDefaultAlgorithm?: true;
      /** `authority` is the one of the topology's rotation whose turn it is to issue. */
      readonly rotates?: true;
      readonly tags: Tags;
    }
  /** Of a public authority, by ACM, which keeps its key: only load balancers present it. */
  | {
      readonly kind: 'public';
      readonly names: readonly Text[];
      /** Id of the hosted zone in which its names are validated. Absent: that of the records of what presents it. */
      readonly zone?: Text;
      readonly tags: Tags;
    }
  /** In ACM already. */
  | { readonly kind: 'acm'; readonly arn: Text }
  | {
      readonly kind: 'file';
      readonly chain: Text;
      readonly privateKey: Text;
      readonly store?: string;
      /** cert-manager has it issued into `store` by the authority of the topology's rotation whose turn it is. */
      readonly rotates?: true;
      /** An authority for development signs it; its key is in a state of Terraform. @default others have made it */
      readonly development?: { readonly authority: string; readonly keyAlgorithm: KeyAlgorithm };
    }
  | { readonly kind: 'sds'; readonly secret: Text }
);

/** Where certificate files come from. Whoever reads them gets a copy in a volume of its task, at `mountPath`. */
export type Store = { readonly key: string; readonly at: Path; readonly mountPath: Text } & (
  | { readonly kind: 'task-volume' }
  | {
      readonly kind: 'efs';
      /** Id of a file system that exists, in the same account. Absent: it is created. */
      readonly fileSystem?: Text;
      /** Id of an access point that exists; only with `fileSystem`. Absent: it is created. */
      readonly accessPoint?: Text;
      /** What a task of its own writes there and keeps up to date; empty: somebody else does. */
      readonly files: SecretsByFile;
    }
  | {
      readonly kind: 'secrets-manager';
      readonly files: SecretsByFile;
      /** Its secrets are created in each account that reads it, so that `files` has their names. @default they exist */
      readonly created?: {
        /** Key of the authority or the certificate of development that is in it. */
        readonly of: 'authority' | 'certificate';
        readonly key: string;
      };
    }
  | {
      readonly kind: 'kubernetes-secret';
      readonly secret: Text;
      /** What cert-manager has issued into it, and renews. Absent: somebody else writes it. */
      readonly issued?: {
        readonly authority: string;
        /** `authority` is the one of the topology's rotation whose turn it is to issue. */
        readonly rotates?: true;
        readonly names: readonly Text[];
      };
    }
);

/** ARNs of secrets (Secrets Manager) by the names of the files that contain their texts, below the mount path. */
export type SecretsByFile = Readonly<Record<string, Text>>;

/** What a side trusts. `authorities` absent: it is unknown which authorities the file or secret contains. */
export type Trust =
  | { readonly kind: 'private-ca'; readonly authorities: readonly string[] }
  | { readonly kind: 'file'; readonly chain: Text; readonly authorities?: readonly string[] }
  | { readonly kind: 'sds'; readonly secret: Text; readonly authorities?: readonly string[] };

/** What a caller requires of TLS. `none` is written, not absent: it overrides the caller's default. */
export type ClientPolicy =
  | { readonly kind: 'none'; readonly at: Path }
  | {
      readonly kind: 'tls';
      readonly at: Path;
      readonly enforce: Value<boolean>;
      /** Ports that the policy covers; empty means all. */
      readonly ports: readonly Value<number>[];
      readonly trust: Trust;
      /** Names of which the server's certificate must carry one; empty means the discovery name (App Mesh's rule). */
      readonly names: readonly Text[];
      /** Key of the certificate presented when the server asks for one. */
      readonly certificate?: string;
    };
