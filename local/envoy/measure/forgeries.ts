import { newMarker } from '../net/marker';
import type { AttackName, LabAttack, Outcome } from '../report';
import { gatewayRequestsOf } from './gateway-requests';
import { isAnswer, type Honest, type Walk } from './walk';

const FORGED = 'URI=spiffe://forged.invalid/admin';
const CERTIFICATE_HEADER = 'x-forwarded-client-cert';

/** Headers that a caller could send to be taken for another, or to be led elsewhere. */
export async function forgeriesOf(walk: Walk): Promise<readonly LabAttack[]> {
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
    'forged-xfcc': (each) => forgedCertificate(walk, each),
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

const worstOf = (outcomes: readonly Outcome[]): Outcome =>
  (['accepted', 'unmeasured'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'refused';

/** Requests that an application answers; what a route of a gateway leads to may be broken. */
async function working(walk: Walk, requests: readonly Honest[]): Promise<readonly Honest[]> {
  const found: Honest[] = [];
  for (const each of requests) {
    const { echo } = await walk.call({ ...each.request, marker: newMarker() });
    if (echo !== undefined && each.answeredBy.has(echo.party)) found.push(each);
  }
  return found;
}

async function forgedCertificate(walk: Walk, { request }: Honest): Promise<Outcome> {
  const headers = { ...request.headers, [CERTIFICATE_HEADER]: FORGED };
  const { echo } = await walk.call({ ...request, marker: newMarker(), headers });
  if (echo === undefined) return 'unmeasured';
  return echo.headers[CERTIFICATE_HEADER]?.includes(FORGED) ? 'accepted' : 'refused';
}

/** The header by which App Mesh's gateways chose a service: whatever it says, the request stays on its way. */
async function forgedService(walk: Walk, { request, answeredBy }: Honest): Promise<Outcome> {
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
