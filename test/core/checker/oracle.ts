/*
 * The oracle below knows a policy, a listener and a certificate by what they mean, in words of its own, and says
 * the verdict. It shares no logic with the checker, which reads the lowered specs of the written Yelb.
 */
export type Verdict =
  | 'mutual'
  | 'verified'
  | 'encrypted'
  | 'application'
  | 'plaintext'
  | 'broken'
  | 'undecided';
export type Truth = 'yes' | 'no' | 'unknown';
export type Server = 'yelb-ui' | 'yelb-appserver' | 'yelb-db' | 'redis-server';
export type NameKind = 'discovery' | 'elsewhere' | 'nobody';

export interface CertificateKind {
  readonly source: 'issued' | 'acm' | 'file' | 'sds';
  readonly signer: 'root' | 'other' | 'unknown';
  /** DNS names in it; absent: unknown. */
  readonly names?: (host: string) => readonly string[];
  /** Expectations that it meets: the oracle's own table instead of a matcher. */
  readonly meets: readonly NameKind[];
}

export const ZONE = 'backend.yelb.internal';
export const CERTIFICATES = {
  own: { source: 'issued', signer: 'root', names: (host) => [host], meets: ['discovery'] },
  foreign: { source: 'issued', signer: 'other', names: (host) => [host], meets: ['discovery'] },
  wildcard: {
    source: 'issued',
    signer: 'root',
    names: () => [`*.${ZONE}`, '*.frontend.yelb.internal'],
    meets: ['discovery'],
  },
  'two labels': {
    source: 'issued',
    signer: 'root',
    names: () => ['*.yelb.internal', '*.internal'],
    meets: ['elsewhere', 'nobody'],
  },
  shouting: { source: 'acm', signer: 'root', names: (host) => [host.toUpperCase()], meets: ['discovery'] },
  misnamed: { source: 'issued', signer: 'root', names: () => ['elsewhere.internal'], meets: ['elsewhere'] },
  file: { source: 'file', signer: 'root', names: (host) => [host], meets: ['discovery'] },
  sds: { source: 'sds', signer: 'other', names: (host) => [host], meets: ['discovery'] },
  unsigned: { source: 'file', signer: 'unknown', names: (host) => [host], meets: ['discovery'] },
  nameless: { source: 'acm', signer: 'root', meets: [] },
} as const satisfies Record<string, CertificateKind>;
export type CertificateName = keyof typeof CERTIFICATES;

export interface Listener {
  readonly tls: 'none' | 'application' | 'STRICT' | 'PERMISSIVE' | 'DISABLED';
  readonly certificate: CertificateName;
  /** Whom it asks callers to prove, if anyone: the signer it trusts. */
  readonly asks?: 'root' | 'other';
}

export interface Policy {
  readonly enforce: boolean;
  readonly ports: 'all' | 'covering' | 'other';
  readonly trusts: 'root' | 'other' | 'both' | 'unknown';
  readonly names: readonly NameKind[];
  /** Shows a certificate of the root. */
  readonly shows: boolean;
}

const all = (...truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';

function trusted(trusts: Policy['trusts'], signer: CertificateKind['signer']): Truth {
  if (trusts === 'unknown' || signer === 'unknown') return 'unknown';
  return trusts === 'both' || trusts === signer ? 'yes' : 'no';
}

function named(expected: readonly NameKind[], certificate: CertificateKind): Truth {
  if (certificate.names === undefined) return 'unknown';
  const wanted: readonly NameKind[] = expected.length === 0 ? ['discovery'] : expected;
  return wanted.some((name) => certificate.meets.includes(name)) ? 'yes' : 'no';
}

export function oracle(policy: Policy | undefined, listener: Listener): Verdict {
  const effective = policy !== undefined && policy.ports !== 'other' ? policy : undefined;
  const insists = effective?.enforce === true;
  if (listener.tls === 'application') return insists ? 'undecided' : 'application';
  if (listener.tls === 'none' || listener.tls === 'DISABLED') return insists ? 'broken' : 'plaintext';

  const certificate: CertificateKind = CERTIFICATES[listener.certificate];
  const server = insists
    ? all(trusted(effective.trusts, certificate.signer), named(effective.names, certificate))
    : 'yes';
  const client =
    listener.asks === undefined ? 'yes' : effective?.shows && listener.asks === 'root' ? 'yes' : 'no';
  const works = all(server, client);
  if (works !== 'yes') return works === 'no' ? 'broken' : 'undecided';
  if (!insists) return 'encrypted';
  return listener.asks !== undefined && listener.tls === 'STRICT' ? 'mutual' : 'verified';
}

export function entryOracle(
  inside: 'encrypted' | 'plain',
  { tls, asks }: Listener,
): readonly [outer: Verdict, inner: Verdict] {
  const open = tls === 'none' || tls === 'DISABLED';
  if (inside === 'plain')
    return tls === 'application'
      ? ['application', 'application']
      : ['plaintext', tls === 'STRICT' ? 'broken' : 'plaintext'];
  const refused = open || (tls !== 'application' && asks !== undefined);
  return ['plaintext', refused ? 'broken' : 'encrypted'];
}
