import { isParameterRef, type Trust } from '../topology';
import type { ListenerSpec, Lowered, Party, PolicySpec } from './lowered';
import { listenerKey } from './party-ids';

/** A certificate that somebody verifies. */
export interface Meeting {
  /** Key of the certificate. */
  readonly certificate: string;
  /** Id of the party that verifies it. */
  readonly verifier: string;
  /** What that trusts; absent: no policy says so. */
  readonly trust?: Trust;
}

/** Who verifies which certificate, as the topology has it: callers those of listeners, and listeners those of callers. */
export function meetingsOf({
  parties,
  connections,
}: Pick<Lowered, 'parties' | 'connections'>): readonly Meeting[] {
  const byId = new Map(parties.map((party) => [party.id, { party, policyFor: policiesOf(party) }]));
  const listeners = new Map(
    parties.flatMap(({ id, listeners: own }) =>
      own.map((listener) => [listenerKey(id, listener.port), listener] as const),
    ),
  );
  return connections.flatMap(({ client, server, port, service, flaw }): readonly Meeting[] => {
    const listener = listeners.get(listenerKey(server, port));
    const policy = byId.get(client)?.policyFor(service);
    if (flaw !== undefined || listener === undefined) return [];
    return meetingOf(client, server, policy, listener);
  });
}

function meetingOf(
  client: string,
  server: string,
  policy: PolicySpec | undefined,
  { tls }: ListenerSpec,
): readonly Meeting[] {
  if (tls.kind !== 'mesh' || tls.mode === 'DISABLED') return [];
  const shown = policy?.kind === 'tls' ? policy : undefined;
  const verifies = shown === undefined || isParameterRef(shown.enforce) || shown.enforce;
  return [
    ...(verifies
      ? [{ certificate: tls.certificate, verifier: client, ...(shown && { trust: shown.trust }) }]
      : []),
    ...(shown?.certificate !== undefined && tls.validation !== undefined
      ? [{ certificate: shown.certificate, verifier: server, trust: tls.validation.trust }]
      : []),
  ];
}

/** What a party requires towards a service: its own policy for it, else that for all services. */
function policiesOf({ backends, backendDefaults }: Party): (service: string) => PolicySpec | undefined {
  const own = new Map(backends.map(({ service, clientPolicy }) => [service, clientPolicy]));
  return (service) => own.get(service) ?? backendDefaults;
}
