import type { TlsPolicy, Lookups, ClosedCertificate } from './lookups';
import { newLeaf, type LabAuthority, type Leaf, type Pki } from '../pki';
import { exactOf, similarTo } from './names';

/** Whom a caller expects: what a server in the place of its own would have to show. */
export interface Expected {
  /** One of the authorities that the caller trusts. */
  readonly issuer?: LabAuthority;
  /** All that the caller trusts; absent: whatever is in a file of which nothing is stated. */
  readonly trusted?: readonly LabAuthority[];
  readonly names: readonly string[];
}

/** What a caller's policy lets it expect of a server; without one, what the server's own certificate is. */
export function expectedOf(
  lookups: Lookups,
  pki: Pki,
  server: string,
  listener: number,
  policy: Pick<TlsPolicy, 'names' | 'trust'> | undefined,
): Expected {
  const own = presentedBy(lookups, server, listener);
  const party = lookups.partyOf(server);
  const issuer = own && pki.issuerOf(own.key, own.account);
  const carried = own === undefined ? [] : exactOf(pki.leafOf(own.key, own.account)?.names ?? []);
  if (policy === undefined)
    return { names: carried, ...(issuer && { issuer, trusted: [issuer, ...pki.above(issuer)] }) };
  const { authorities } = policy.trust;
  const trusting = authorities?.flatMap((key) => pki.authorities.get(key) ?? []);
  const [first] = trusting ?? [];
  const named =
    policy.names.length > 0 ? policy.names : [party?.discoveryName ?? party?.outsideName ?? []].flat();
  const trusted = first ?? issuer;
  return {
    names: exactOf(named),
    ...(trusted && { issuer: trusted }),
    ...(trusting && { trusted: trusting }),
  };
}

/** The certificate that a listener presents. */
export function presentedBy(
  { partyOf, listenerOf, certificateOf }: Lookups,
  server: string,
  port: number,
): ClosedCertificate | undefined {
  const tls = listenerOf(server, port)?.tls;
  const account = partyOf(server)?.account;
  return tls?.kind === 'mesh' && account !== undefined ? certificateOf(tls.certificate, account) : undefined;
}

const HOUR = 3_600_000;

/** Certificates with the right names: one of each authority that is not trusted. */
export const foreignLeaves = (
  pki: Pki,
  names: readonly string[],
  trusted: readonly LabAuthority[] | undefined,
): Promise<readonly Leaf[]> =>
  Promise.all(strangersTo(pki, trusted).map((issuer) => newLeaf({ issuer, names })));

/** One that nobody trusts, and those of the topology whose chains reach nothing that is trusted; undefined: all are. */
function strangersTo(pki: Pki, trusted: readonly LabAuthority[] | undefined): readonly LabAuthority[] {
  if (trusted === undefined) return [pki.foreign];
  const anchors = new Set(trusted.map(({ pem }) => pem));
  const others = new Set(
    [...pki.authorities.values()].filter(({ pem, signers }) =>
      [pem, ...signers].every((each) => !anchors.has(each)),
    ),
  );
  return [pki.foreign, ...others];
}

/** One of the right authority, for names that are not the expected ones. */
export const otherName = (issuer: LabAuthority, names: readonly string[]): Promise<Leaf> =>
  newLeaf({ issuer, names: similarTo(names) });

/** One that was right until an hour ago. */
export const expired = (issuer: LabAuthority, names: readonly string[]): Promise<Leaf> =>
  newLeaf({ issuer, names, from: Date.now() - 25 * HOUR, until: Date.now() - HOUR });
