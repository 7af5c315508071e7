import type { TlsPolicy, Lookups, ClosedCertificate } from './lookups';
import { newLeaf, type LabAuthority, type Leaf, type Pki } from '../pki';
import { exactOf } from './names';

/** Whom a caller expects: what a server in the place of its own would have to show. */
export interface Expected {
  /** One of the authorities that the caller trusts. */
  readonly issuer?: LabAuthority;
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
  if (policy === undefined) return { names: carried, ...(issuer && { issuer }) };
  const [first] = (policy.trust.authorities ?? []).flatMap((key) => pki.authorities.get(key) ?? []);
  const named =
    policy.names.length > 0 ? policy.names : [party?.discoveryName ?? party?.outsideName ?? []].flat();
  const trusted = first ?? issuer;
  return { names: exactOf(named), ...(trusted && { issuer: trusted }) };
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

/** A name that no party has. */
const ELSEWHERE = 'elsewhere.invalid';
const HOUR = 3_600_000;

/** A certificate with the right names, of an authority that nobody trusts. */
export const foreignServer = (pki: Pki, { names }: Expected): Promise<Leaf> =>
  newLeaf({ issuer: pki.foreign, names });

/** One of the right authority, for a name that nobody expects. */
export const otherName = (issuer: LabAuthority): Promise<Leaf> => newLeaf({ issuer, names: [ELSEWHERE] });

/** One that was right until an hour ago. */
export const expired = (issuer: LabAuthority, names: readonly string[]): Promise<Leaf> =>
  newLeaf({ issuer, names, from: Date.now() - 25 * HOUR, until: Date.now() - HOUR });
