import type {
  Authority,
  CertificateFacts,
  ClientPolicy,
  DataPlane,
  Discovery,
  Entry,
  KeyAlgorithm,
  Listener,
  Path,
  Protocol,
  Text,
  Value,
} from '../topology';

/**
 * What a data plane refuses so that no connection comes about. A finding of its own reports it, and the
 * checker reports it for every edge that depends on the thing.
 */
export type Flaw =
  // of a route
  | 'port-ambiguous'
  | 'port-not-routed'
  | 'protocol-mismatch'
  | 'path-without-slash'
  | 'header-unmatchable'
  | 'host-unmatchable'
  | 'targets-alike'
  // of all that a caller calls on one port
  | 'port-shared'
  // of a number or a size
  | 'value-refused'
  // of a trust
  | 'authority-not-a-ca'
  | 'authority-not-a-root'
  | 'authority-elsewhere'
  | 'too-many-authorities'
  // of a certificate
  | 'certificate-elsewhere'
  | 'certificate-public'
  | 'certificate-not-issuable'
  | 'key-unfit'
  // of a certificate that callers present
  | 'caller-certificate-acm'
  | 'listener-trust-acm'
  // of a region
  | 'private-ca-unavailable'
  | 'mesh-not-shared';

/** A caller's policy. */
export type PolicySpec = ClientPolicy & { readonly flaw?: Flaw };

/** Which TLS policy a caller applies towards one service. */
export interface BackendSpec {
  readonly at: Path;
  /** Key of the service. */
  readonly service: string;
  /** The name that the data plane knows it by. */
  readonly serviceName: Text;
  /** Overrides the caller's default as a whole (mutual TLS user guide, "Trust inside of a mesh"). */
  readonly clientPolicy?: PolicySpec;
}

/** What a party listens on. */
export type ListenerSpec = Pick<
  Listener,
  'at' | 'port' | 'protocol' | 'tls' | 'healthCheck' | 'timeout' | 'connectionPool' | 'outlierDetection'
> & {
  readonly flaw?: Flaw;
  /**
   * It answers for the listener on that port, and asks callers for no certificate: it is there for load balancers, which
   * have none. @default it is a listener of the topology itself
   */
  readonly frontOf?: Value<number>;
};

/** What reaches a party from outside. */
export type EntrySpec = Entry & {
  /** The port on which the proxy accepts it, where that is not the listener's. */
  readonly proxyPort?: Value<number>;
};

/** A party of a connection, as the data plane will receive it: what the checker reads. */
export interface Party {
  /** `<kind>/<key>`. */
  readonly id: string;
  readonly kind: 'workload' | 'gateway';
  readonly key: string;
  readonly at: Path;
  /** Key of its account. */
  readonly account: string;
  /** It already exists: only described, and never created. */
  readonly existing?: true;
  readonly listeners: readonly ListenerSpec[];
  /** How callers find its addresses; nothing in the mesh looks up a gateway. */
  readonly discovery?: Discovery;
  /** Name that a caller's policy without names expects in the certificate; absent: not discoverable. */
  readonly discoveryName?: Text;
  readonly backends: readonly BackendSpec[];
  readonly backendDefaults?: PolicySpec;
  readonly entries: readonly EntrySpec[];
  /** What callers from outside require of TLS and present where they come without an entry; absent: unknown. */
  readonly callers?: ClientPolicy;
  /** Name by which callers from outside find it: the DNS record of a gateway. */
  readonly outsideName?: Text;
}

/** One permitted connection: the unit of verdicts and of security group rules. */
export interface Connection {
  readonly at: Path;
  /** Party id. */
  readonly client: string;
  /**
   * Party id. Where nothing answers it is of no party: `workload/<key>` of a retired workload, or
   * `service/<key>` of a service that leads nowhere.
   */
  readonly server: string;
  /** Key of the service through which it runs. */
  readonly service: string;
  /** The server's listener, where it has one on that port; 0: nothing names a port and nothing listens. */
  readonly port: Value<number>;
  /** The port on which the server's proxy accepts it, where that is another. */
  readonly proxyPort?: Value<number>;
  readonly protocol: Protocol;
  /** The port that callers use: that of the router, or the server's own. Absent: nothing says which. */
  readonly dialled?: Value<number>;
  /** `true`: the service exists, and what is behind it is unknown. */
  readonly isUndescribed?: true;
  /** Share of the route's traffic; 0 is still an edge. */
  readonly weight?: Value<number>;
  /** Parameters without a value that decide whether it comes about. @default none */
  readonly open?: readonly string[];
  /** What prevents it, and the line of that. Routes that nothing prevents are a connection of their own. */
  readonly flaw?: { readonly why: Flaw; readonly at: Path };
}

/** A certificate in one account that presents it; keys stay in their account, so two accounts have two. */
export interface CertificateSpec {
  readonly key: string;
  readonly at: Path;
  /** Account in which it is issued or referenced. */
  readonly account: string;
  readonly facts: CertificateFacts;
  readonly flaw?: Flaw;
  readonly source:
    | {
        readonly kind: 'issue';
        readonly authority: string;
        /** At most 64 octets: it is the subject's common name. */
        readonly domainName: Text;
        /** All names, the discovery name first. */
        readonly names: readonly Text[];
        readonly keyAlgorithm: KeyAlgorithm;
        /** One that exists keeps the algorithm that it has, since none was asked for. @default it is replaced */
        readonly keepsAlgorithm?: true;
      }
    | { readonly kind: 'acm'; readonly arn: Text }
    /** ACM keeps its key: no proxy can present it. */
    | { readonly kind: 'public' }
    | { readonly kind: 'file'; readonly chain: Text; readonly privateKey: Text }
    | { readonly kind: 'sds'; readonly secret: Text };
}

/** A topology in a data plane's terms, as data. */
export interface Lowered {
  readonly dataPlane: DataPlane;
  readonly region: Text;
  readonly parties: readonly Party[];
  readonly connections: readonly Connection[];
  readonly certificates: readonly CertificateSpec[];
  /** What callers from outside show. @default nothing */
  readonly shownFromOutside?: readonly CertificateSpec[];
  readonly authorities: readonly Authority[];
}
