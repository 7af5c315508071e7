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
export type NameKind = 'discovery' | 'elsewhere' | 'nobody' | 'wildcard' | 'identity';

export interface CertificateKind {
  readonly source: 'issued' | 'acm' | 'file' | 'sds';
  readonly signer: 'root' | 'other' | 'unknown';
  /** DNS names in it; absent: unknown. */
  readonly names?: (host: string) => readonly string[];
  /** Expectations that it meets: the oracle's own table instead of a matcher. */
  readonly meets: readonly NameKind[];
  /** When it is valid, where that is said at all; `endless` has no stated end. */
  readonly time?: 'now' | 'past' | 'future' | 'endless';
  /** It is signed below the signer, by its branch, and this is said to be shown with it. */
  readonly below?: 'leaf' | 'branch' | 'unsaid';
  /** Nobody ever gets its key: it lies in another account, or its key is of a kind that is not taken. */
  readonly unusable?: true;
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
  // ACM issues no `*.internal`, and nothing keeps one from being imported.
  'two labels': {
    source: 'acm',
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
  current: { source: 'file', signer: 'root', names: (host) => [host], meets: ['discovery'], time: 'now' },
  expired: { source: 'file', signer: 'root', names: (host) => [host], meets: ['discovery'], time: 'past' },
  'expired at AWS': {
    source: 'acm',
    signer: 'root',
    names: (host) => [host],
    meets: ['discovery'],
    time: 'past',
  },
  early: { source: 'sds', signer: 'root', names: (host) => [host], meets: ['discovery'], time: 'future' },
  endless: { source: 'file', signer: 'root', names: (host) => [host], meets: ['discovery'], time: 'endless' },
  spiffe: { source: 'sds', signer: 'root', names: () => ['spiffe://yelb/Pay'], meets: ['identity'] },
  'spiffe in small letters': {
    source: 'sds',
    signer: 'root',
    names: () => ['spiffe://yelb/pay', '*.yelb'],
    meets: [],
  },
  'leaf alone': {
    source: 'file',
    signer: 'root',
    names: (host) => [host],
    meets: ['discovery'],
    below: 'leaf',
  },
  chain: { source: 'file', signer: 'root', names: (host) => [host], meets: ['discovery'], below: 'branch' },
  'unsaid chain': {
    source: 'sds',
    signer: 'root',
    names: (host) => [host],
    meets: ['discovery'],
    below: 'unsaid',
  },
  'chain of AWS': {
    source: 'acm',
    signer: 'root',
    names: (host) => [host],
    meets: ['discovery'],
    below: 'branch',
  },
  abroad: { source: 'acm', signer: 'root', names: (host) => [host], meets: ['discovery'], unusable: true },
  curved: { source: 'issued', signer: 'root', names: (host) => [host], meets: ['discovery'], unusable: true },
} as const satisfies Record<string, CertificateKind>;
export type CertificateName = keyof typeof CERTIFICATES;

export interface Listener {
  readonly tls: 'none' | 'application' | 'STRICT' | 'PERMISSIVE' | 'DISABLED';
  readonly certificate: CertificateName;
  /** Whom it asks callers to prove, if anyone: the signer that its file holds, or a private CA of ACM. */
  readonly asks?: 'root' | 'other' | 'ACM';
}

export interface Policy {
  readonly enforce: boolean;
  readonly ports: 'all' | 'covering' | 'other';
  /** Also what is never taken: the ARN of a certificate, a subordinate authority, four authorities. */
  readonly trusts: 'root' | 'other' | 'both' | 'unknown' | 'certificate' | 'subordinate' | 'four';
  readonly names: readonly NameKind[];
  /** Shows a certificate of the root, from a file (also one that has expired, or a leaf of its branch alone) or from ACM. */
  readonly shows: 'nothing' | 'file' | 'expired' | 'leaf' | 'ACM';
}

const all = (...truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';

/** What cannot be set up, whatever meets it. */
const impossible = ({ trusts, shows }: Policy): boolean =>
  shows === 'ACM' || ['certificate', 'subordinate', 'four'].includes(trusts);
const closed = ({ asks, certificate }: Listener): boolean => {
  const { unusable }: CertificateKind = CERTIFICATES[certificate];
  return asks === 'ACM' || unusable === true;
};

function trusted(trusts: Policy['trusts'], signer: CertificateKind['signer']): Truth {
  if (trusts === 'unknown' || signer === 'unknown') return 'unknown';
  return trusts === 'both' || trusts === signer ? 'yes' : 'no';
}

/** Whether the branch is shown; where the contents are unknown, they may include the branch itself. */
function complete(trusts: Policy['trusts'], { below }: CertificateKind): Truth {
  if (below === undefined || below === 'branch') return 'yes';
  return below === 'unsaid' || trusts === 'unknown' ? 'unknown' : 'no';
}

const timely = ({ time = 'now' }: CertificateKind): Truth =>
  time === 'now' ? 'yes' : time === 'endless' ? 'unknown' : 'no';

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

  if ((effective !== undefined && impossible(effective)) || closed(listener)) return 'broken';
  const certificate: CertificateKind = CERTIFICATES[listener.certificate];
  const server = insists
    ? all(
        trusted(effective.trusts, certificate.signer),
        complete(effective.trusts, certificate),
        timely(certificate),
        named(effective.names, certificate),
      )
    : effective === undefined && ['acm', 'issued'].includes(certificate.source)
      ? timely(certificate)
      : 'yes';
  const client =
    listener.asks === undefined
      ? 'yes'
      : effective?.shows === 'file' && listener.asks === 'root'
        ? 'yes'
        : 'no';
  const works = all(server, client);
  if (works !== 'yes') return works === 'no' ? 'broken' : 'undecided';
  if (!insists) return 'encrypted';
  return listener.asks !== undefined && listener.tls === 'STRICT' ? 'mutual' : 'verified';
}

export function entryOracle(
  inside: 'encrypted' | 'plain' | 'passed',
  listener: Listener,
): readonly [outer: Verdict, inner: Verdict] {
  const { tls, asks } = listener;
  const open = tls === 'none' || tls === 'DISABLED';
  if (inside === 'passed') {
    const both = (verdict: Verdict): readonly [Verdict, Verdict] => [verdict, verdict];
    if (open) return both('plaintext');
    if (tls === 'application') return both('application');
    if (tls === 'PERMISSIVE') return both('undecided');
    if (closed(listener)) return both('broken');
    return both(asks === undefined ? 'encrypted' : 'undecided');
  }
  if (inside === 'plain')
    return tls === 'application'
      ? ['application', 'application']
      : ['plaintext', tls === 'STRICT' ? 'broken' : 'plaintext'];
  const refused = open || (tls !== 'application' && (asks !== undefined || closed(listener)));
  return ['plaintext', refused ? 'broken' : 'encrypted'];
}
