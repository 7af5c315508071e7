import { labPage, type LabDoor, type LabRun } from '../../core/report';
import { ATTACKS, liveCounters, type Lab } from '../../local/envoy';
import { serveLabPage } from '../../local/lab-page';
import type { Session } from '../session';
import type { LabMesh } from './ready';
import type { Stop } from './stop';

interface Served {
  readonly session: Session;
  readonly mesh: LabMesh;
  readonly lab: Lab;
  readonly run: LabRun;
}

/** Shows a lab that is up on a page, and says where, until the user asks to stop. */
export async function serveUntil(stop: Stop, { session, mesh, lab, run }: Served): Promise<void> {
  const { io, format } = session;
  const doors = doorsOf(mesh, lab);
  const { name, parties, proxies } = mesh;
  const server = await serveLabPage({
    page: labPage({ ...run, mesh: name, parties, attacks: ATTACKS, doors }),
    counters: liveCounters(run.results.edges, proxies, lab.proxies),
  });
  const say = format === 'json' ? io.err : io.out;
  say(`\nthe lab is up: open ${server.url}; Ctrl-C stops it\n`);
  try {
    await stop.asked;
  } finally {
    await server.close();
  }
  io.err('stopping the lab\n');
}

/** Where a service can be called as the application of a workload would call it, and where callers from outside come in. */
function doorsOf({ proxies }: LabMesh, { calls, entrances }: Lab): readonly LabDoor[] {
  const protocols = new Map(
    proxies.flatMap(({ id, outbound }) =>
      outbound.map(({ service, port, protocol }) => [`${id} ${service} ${port}`, protocol] as const),
    ),
  );
  return [
    ...calls.map(({ client, service, port, socket }) => ({
      from: client,
      to: `${service}:${port}`,
      ...socket,
      protocol: protocols.get(`${client} ${service} ${port}`) ?? 'tcp',
    })),
    ...entrances.map(({ name, socket }) => ({ from: 'outside', to: name, ...socket })),
  ];
}
