import * as fc from 'fast-check';

/** What a generated certificate is. */
export interface LeafKind {
  readonly source: 'issued' | 'acm' | 'file' | 'sds';
  /** `below` is a subordinate of `root`. */
  readonly signer: 'root' | 'below' | 'other';
  readonly names: Names;
  readonly validity: 'valid' | 'expired' | 'early';
  /** Whether the certificate of `below` is sent with it. */
  readonly chain: 'with' | 'without';
  readonly usages: 'both' | 'server' | 'client';
}

/** Names relative to who carries them, or is expected to. */
type Names = 'own' | 'wildcard' | 'uri' | 'elsewhere' | 'several';

/** Which authorities are trusted, and by what means; `unsaid` leaves it to the defaults. */
export interface TrustKind {
  readonly of: 'unsaid' | 'root' | 'other' | 'both' | 'below';
  readonly by: 'private-ca' | 'file' | 'sds';
}

/** A caller, a server, and all on which the verdict of the call depends. */
export interface Pair {
  readonly protocol: 'http' | 'http2' | 'grpc' | 'tcp';
  /** Account of the server; the caller is in `one`. */
  readonly account: 'one' | 'two';
  /** The caller is a workload, or a gateway with or without TLS of its own. */
  readonly caller: 'workload' | 'gateway' | 'gateway-tls';
  readonly tls: 'STRICT' | 'PERMISSIVE' | 'DISABLED' | 'none' | 'application';
  readonly presents: LeafKind;
  /** Whom the listener accepts. */
  readonly clients: 'unsaid' | 'none' | 'any-name' | 'own' | 'uri' | 'elsewhere' | 'two';
  readonly clientTrust: TrustKind;
  readonly policy: 'unsaid' | 'none' | 'written';
  readonly enforce: boolean;
  readonly ports: 'all' | 'covering' | 'other';
  readonly trust: TrustKind;
  readonly names: 'unsaid' | 'own' | 'uri' | 'elsewhere' | 'two';
  /** Whether the policy names a certificate. */
  readonly shows: 'unsaid' | 'written';
  readonly shown: LeafKind;
}

/** The pair with nothing special about it; what fails is shrunk towards it. */
export const PLAIN: Pair = {
  protocol: 'http',
  account: 'one',
  caller: 'workload',
  tls: 'STRICT',
  presents: leaf({}),
  clients: 'own',
  clientTrust: { of: 'root', by: 'private-ca' },
  policy: 'written',
  enforce: true,
  ports: 'all',
  trust: { of: 'root', by: 'private-ca' },
  names: 'own',
  shows: 'written',
  shown: leaf({}),
};

function leaf(more: Partial<LeafKind>): LeafKind {
  return {
    source: 'file',
    signer: 'root',
    names: 'own',
    validity: 'valid',
    chain: 'with',
    usages: 'both',
    ...more,
  };
}

/** Mostly the first, so that a pair has few faults at once and what works is often met. */
const mostly = <T>(weight: number, usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const leaves: fc.Arbitrary<LeafKind> = fc.record({
  source: fc.constantFrom('file', 'issued', 'sds', 'acm'),
  signer: mostly<LeafKind['signer']>(4, 'root', 'below', 'other'),
  names: mostly<Names>(6, 'own', 'wildcard', 'uri', 'elsewhere', 'several'),
  validity: mostly<LeafKind['validity']>(10, 'valid', 'expired', 'early'),
  chain: mostly<LeafKind['chain']>(2, 'with', 'without'),
  usages: mostly<LeafKind['usages']>(12, 'both', 'server', 'client'),
});

const trusts: fc.Arbitrary<TrustKind> = fc.record({
  of: mostly<TrustKind['of']>(3, 'root', 'unsaid', 'unsaid', 'both', 'both', 'other', 'below'),
  by: fc.constantFrom('private-ca', 'file', 'sds'),
});

/** Pairs of every kind. */
export const pairs: fc.Arbitrary<Pair> = fc.record({
  protocol: fc.constantFrom('http', 'http2', 'grpc', 'tcp'),
  account: fc.constantFrom('one', 'two'),
  caller: mostly<Pair['caller']>(4, 'workload', 'gateway', 'gateway-tls'),
  tls: mostly<Pair['tls']>(
    5,
    'STRICT',
    'PERMISSIVE',
    'PERMISSIVE',
    'PERMISSIVE',
    'DISABLED',
    'none',
    'application',
  ),
  presents: leaves,
  clients: fc.constantFrom(
    'unsaid',
    'unsaid',
    'unsaid',
    'none',
    'none',
    'own',
    'any-name',
    'uri',
    'elsewhere',
    'two',
  ),
  clientTrust: trusts,
  policy: mostly<Pair['policy']>(4, 'written', 'unsaid', 'none'),
  enforce: mostly(4, true, false),
  ports: mostly<Pair['ports']>(3, 'all', 'covering', 'other'),
  trust: trusts,
  names: mostly<Pair['names']>(4, 'unsaid', 'own', 'own', 'two', 'two', 'uri', 'elsewhere'),
  shows: mostly<Pair['shows']>(2, 'written', 'unsaid'),
  shown: leaves,
});
