import { newMarker } from '../net/marker';
import type { AttackName, LabAttack, Outcome } from '../report';
import { gatewayRequestsOf } from './gateway-requests';
import { worstOf } from './trials';
import { isAnswer, type Honest, type Walk } from './walk';

const FORGED = 'URI=spiffe://forged.invalid/admin';
const CERTIFICATE_HEADER = 'x-forwarded-client-cert';

/** Of a walk, what the forgeries need: a caller that connects to a listener directly has that, too. */
export type Way = Pick<
  Walk,
  'client' | 'server' | 'service' | 'listener' | 'protocol' | 'isApplicationTls' | 'door' | 'call'
>;

/** One that an Envoy believes of those alone which it takes for internal callers, and leaves to the application. */
const ENVOY_HEADER = 'x-envoy-ip-tags';
/** What a caller says that would be taken for one inside. */
const INTERNAL = { 'x-forwarded-for': '10.0.0.1' };

/** Headers that a caller could send to be taken for another, or to be led elsewhere. */
export async function forgeriesOf(walk: Way): Promise<readonly LabAttack[]> {
  if (walk.protocol === 'tcp' || walk.isApplicationTls) return [];
  const { client, server, service, listener: port } = walk;
  const ends = {
    client,
    server,
    ...(service !== undefined && { service }),
    port,
    expected: 'refused' as const,
  };
  const honest = server.startsWith('gateway/')
    ? await working(walk, gatewayRequestsOf(walk))
    : [{ request: {}, answeredBy: new Set([server]) }];
  if (honest.length === 0) return [];
  const forgeries: Readonly<Partial<Record<AttackName, (each: Honest) => Promise<Outcome>>>> = {
    'forged-xfcc': (each) => forgedHeader(walk, each, CERTIFICATE_HEADER),
    'forged-envoy-header': (each) => forgedHeader(walk, each, ENVOY_HEADER),
    'forged-app-mesh-header': (each) => forgedService(walk, each),
  };
  const found: LabAttack[] = [];
  for (const [attack, forge] of Object.entries(forgeries)) {
    const outcomes: Outcome[] = [];
    for (const each of honest) outcomes.push(await forge(each));
    found.push({ attack: attack as AttackName, ...ends, measured: worstOf(outcomes) });
  }
  return found;
}

/** Requests that an application answers; what a route of a gateway leads to may be broken. */
async function working(walk: Way, requests: readonly Honest[]): Promise<readonly Honest[]> {
  const found: Honest[] = [];
  for (const each of requests) {
    const { echo } = await walk.call({ ...each.request, marker: newMarker() });
    if (echo !== undefined && each.answeredBy.has(echo.party)) found.push(each);
  }
  return found;
}

async function forgedHeader(walk: Way, { request }: Honest, header: string): Promise<Outcome> {
  const headers = { ...request.headers, [header]: FORGED, ...INTERNAL };
  const { echo } = await walk.call({ ...request, marker: newMarker(), headers });
  if (echo === undefined) return 'unmeasured';
  return echo.headers[header]?.includes(FORGED) ? 'accepted' : 'refused';
}

/** The header by which App Mesh's gateways chose a service: whatever it says, the request stays on its way. */
async function forgedService(walk: Way, { request, answeredBy }: Honest): Promise<Outcome> {
  const hosts = new Set(['elsewhere.invalid', ...(walk.door?.proxy.outbound ?? []).map(({ host }) => host)]);
  for (const host of hosts) {
    const marker = newMarker();
    const headers = { ...request.headers, 'x-app-mesh-virtual-service': host };
    const reply = await walk.call({ ...request, marker, headers });
    const party = reply.echo?.party;
    if (party === undefined ? !isAnswer(reply, walk, marker) : !answeredBy.has(party)) return 'accepted';
  }
  return 'refused';
}
