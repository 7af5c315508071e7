import { isParameterRef } from '../topology';
import type { CertificateSpec, ListenerSpec, Party } from '../dataplane/lowered';
import type { TlsPolicy } from './caller';
import { carriesName, chainsTo, usableAs } from './facts';
import type { MeetingFacts } from './handshake';
import type { Lookups } from './lookups';

/** The certificate that a listener presents, where the mesh ends TLS there. */
export function presentedBy(
  { certificateOf }: Lookups,
  server: Party,
  { tls }: ListenerSpec,
): CertificateSpec | undefined {
  return tls.kind === 'mesh' ? certificateOf(tls.certificate, server.account) : undefined;
}

type ServerSide = Pick<
  MeetingFacts,
  'flaw' | 'policyFlaw' | 'tls' | 'source' | 'serverTrusted' | 'serverNamed' | 'serverUsable'
>;

/** What the caller meets at the listener, and what it makes of it; `policy` is absent where nobody verifies. */
export function serverSideOf(
  { authorities }: Lookups,
  { tls, flaw }: ListenerSpec,
  certificate: CertificateSpec | undefined,
  policy: TlsPolicy | undefined,
  expectedNames: readonly string[],
): ServerSide {
  const flaws = { flaw: certificate?.flaw ?? flaw ?? 'none', policyFlaw: policy?.flaw ?? 'none' } as const;
  const unread = {
    ...flaws,
    source: 'acm',
    serverTrusted: true,
    serverNamed: true,
    serverUsable: true,
  } as const;
  if (tls.kind !== 'mesh' || certificate === undefined)
    return { ...unread, tls: tls.kind === 'application' ? 'application' : 'none' };
  const { kind } = certificate.source;
  const met = { source: kind === 'issue' ? 'acm' : kind, tls: modeOf(tls.mode) } as const;
  if (policy === undefined) return { ...unread, ...met };
  return {
    ...flaws,
    ...met,
    serverTrusted: chainsTo(certificate, policy.trust, authorities),
    serverNamed: carriesName(certificate, expectedNames),
    serverUsable: usableAs(certificate, 'server'),
  };
}

const modeOf = (mode: Extract<ListenerSpec['tls'], { kind: 'mesh' }>['mode']): MeetingFacts['tls'] =>
  isParameterRef(mode)
    ? { possible: ['STRICT', 'PERMISSIVE', 'DISABLED'], facts: [], parameters: [mode.parameter] }
    : mode;

type ClientSide = Pick<
  MeetingFacts,
  'asksClient' | 'showsClient' | 'clientTrusted' | 'clientNamed' | 'clientUsable'
>;

/** What the listener asks of the caller, and what it makes of the answer. */
export function clientSideOf(
  { authorities }: Lookups,
  { tls }: ListenerSpec,
  certificate: CertificateSpec | undefined,
): ClientSide {
  const validation = tls.kind === 'mesh' ? tls.validation : undefined;
  const asked = { asksClient: validation !== undefined, showsClient: certificate !== undefined };
  if (validation === undefined || certificate === undefined)
    return { ...asked, clientTrusted: true, clientNamed: true, clientUsable: true };
  const { trust, names } = validation;
  return {
    ...asked,
    clientTrusted: chainsTo(certificate, trust, authorities),
    clientNamed: names.length === 0 || carriesName(certificate, names),
    clientUsable: usableAs(certificate, 'client'),
  };
}
