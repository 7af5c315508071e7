import { isParameterRef, type Text } from '../topology';
import type { CertificateSpec, ListenerSpec, Party } from '../dataplane/lowered';
import type { TlsPolicy } from './caller';
import { usableAs } from './certificate-facts';
import { chainsTo, isChainShown } from './chains';
import type { Unknown } from './facts';
import type { MeetingFacts } from './handshake';
import type { Lookups } from './lookups';
import { carriesName } from './names';
import { timeOf } from './validity';

/** The certificate that a listener presents, where the mesh terminates TLS there. */
export function presentedBy(
  { certificateOf }: Lookups,
  server: Party,
  { tls }: ListenerSpec,
): CertificateSpec | undefined {
  return tls.kind === 'mesh' ? certificateOf(tls.certificate, server.account) : undefined;
}

type ServerSide = Pick<
  MeetingFacts,
  | 'flaw'
  | 'policyFlaw'
  | 'tls'
  | 'source'
  | 'serverTrusted'
  | 'serverChained'
  | 'serverTime'
  | 'serverNamed'
  | 'serverUsable'
>;

/** Names of which one is expected; unknown where it is not stated which names callers from outside use. */
export type Expected = readonly Text[] | Unknown<boolean>;

/** What the caller meets at the listener, and how it judges that; `policy` is absent where nothing is verified. */
export function serverSideOf(
  { authorities, at }: Lookups,
  { tls, flaw }: ListenerSpec,
  certificate: CertificateSpec | undefined,
  policy: TlsPolicy | undefined,
  expected: Expected,
): ServerSide {
  const flaws = { flaw: certificate?.flaw ?? flaw ?? 'none', policyFlaw: policy?.flaw ?? 'none' } as const;
  const unread = {
    ...flaws,
    source: 'acm',
    serverTrusted: true,
    serverChained: true,
    serverTime: 'valid',
    serverNamed: true,
    serverUsable: true,
  } as const;
  if (tls.kind !== 'mesh' || certificate === undefined)
    return { ...unread, tls: tls.kind === 'application' ? 'application' : 'none' };
  const { kind } = certificate.source;
  const met = {
    source: kind === 'issue' || kind === 'public' ? 'acm' : kind,
    tls: modeOf(tls.mode),
    serverTime: timeOf(certificate, at),
  } as const;
  if (policy === undefined) return { ...unread, ...met };
  return {
    ...flaws,
    ...met,
    serverTrusted: chainsTo(certificate, policy.trust, authorities),
    serverChained: isChainShown(certificate, policy.trust, authorities),
    serverNamed: 'possible' in expected ? expected : carriesName(certificate, expected),
    serverUsable: usableAs(certificate, 'server'),
  };
}

const modeOf = (mode: Extract<ListenerSpec['tls'], { kind: 'mesh' }>['mode']): MeetingFacts['tls'] =>
  isParameterRef(mode)
    ? { possible: ['STRICT', 'PERMISSIVE', 'DISABLED'], facts: [], parameters: [mode.parameter] }
    : mode;

type ClientSide = Pick<
  MeetingFacts,
  | 'asksClient'
  | 'showsClient'
  | 'clientTrusted'
  | 'clientChained'
  | 'clientTime'
  | 'clientNamed'
  | 'clientUsable'
>;

/** What the listener asks of the caller, and how it judges the answer. */
export function clientSideOf(
  { authorities, at }: Lookups,
  { tls }: ListenerSpec,
  certificate: CertificateSpec | undefined,
): ClientSide {
  const validation = tls.kind === 'mesh' ? tls.validation : undefined;
  const asked = { asksClient: validation !== undefined, showsClient: certificate !== undefined };
  if (validation === undefined || certificate === undefined)
    return {
      ...asked,
      clientTrusted: true,
      clientChained: true,
      clientTime: 'valid',
      clientNamed: true,
      clientUsable: true,
    };
  const { trust, names } = validation;
  return {
    ...asked,
    clientTrusted: chainsTo(certificate, trust, authorities),
    clientChained: isChainShown(certificate, trust, authorities),
    clientTime: timeOf(certificate, at),
    clientNamed: names.length === 0 || carriesName(certificate, names),
    clientUsable: usableAs(certificate, 'client'),
  };
}
