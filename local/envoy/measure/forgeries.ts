import { newMarker } from '../net/marker';
import type { LabAttack, Outcome } from '../report';
import type { CallWalk } from './calls';
import { isAnswer } from './walk';

const FORGED = 'URI=spiffe://forged.invalid/admin';

/** Headers that a caller's application could send to be taken for another, or to be led elsewhere. */
export async function forgeriesOf(walk: CallWalk): Promise<readonly LabAttack[]> {
  if (walk.protocol === 'tcp' || walk.isApplicationTls) return [];
  const { client, server, service, listener: port } = walk;
  const ends = { client, server, service, port, expected: 'refused' as const };
  return [
    { attack: 'forged-xfcc', ...ends, measured: await forgedXfcc(walk) },
    { attack: 'forged-app-mesh-header', ...ends, measured: await forgedHeader(walk) },
  ];
}

async function forgedXfcc(walk: CallWalk): Promise<Outcome> {
  const { echo } = await walk.call({
    marker: newMarker(),
    headers: { 'x-forwarded-client-cert': FORGED },
  });
  if (echo === undefined) return 'unmeasured';
  return echo.headers['x-forwarded-client-cert']?.includes(FORGED) ? 'accepted' : 'refused';
}

/** The header by which App Mesh's gateways chose a service: whatever it says, the request stays on its way. */
async function forgedHeader(walk: CallWalk): Promise<Outcome> {
  const marker = newMarker();
  const reply = await walk.call({ marker, headers: { 'x-app-mesh-virtual-service': 'elsewhere.invalid' } });
  if (reply.status === 0) return 'unmeasured';
  return isAnswer(reply, walk, marker) ? 'refused' : 'accepted';
}
