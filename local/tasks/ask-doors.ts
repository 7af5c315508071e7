import { askedDoor, callerFor, startLoadBalancer, type PlacedBalancer } from './front-doors';
import type { Ground } from './ground';
import type { Deployed } from './read/deployed';
import type { DoorReport } from './report';

/** Runs the load balancers, and asks each of their listeners from outside. */
export async function askDoors(
  deployed: Deployed,
  ground: Ground,
  patienceMs: number,
  ends: (() => Promise<unknown>)[],
): Promise<readonly DoorReport[]> {
  const asked = await Promise.all(
    ground.balancers.map(async (placed) => {
      const account = deployed.accounts.get(placed.balancer.account);
      if (account === undefined) return [];
      const running = await startLoadBalancer(account, placed, deployed.groups, ground.ledger);
      ends.push(running.close);
      const record = recordOf(deployed, placed);
      return Promise.all(
        running.listeners.map(async (listener) => {
          const { port } = listener.listener;
          ends.push(await ground.open(placed.nic, port));
          const ip = callerFor(deployed.network, placed, port);
          const from = ground.ledger.addOutside(
            `a caller of "${placed.balancer.name}" on ${port}`,
            ip,
          ).inside;
          const host = record ?? placed.balancer.dnsName;
          return askedDoor({ running, listener, host, isRecord: record !== undefined, from, patienceMs });
        }),
      );
    }),
  );
  return asked.flat();
}

/** The record that leads to a load balancer; of several, the first. */
function recordOf({ names }: Deployed, { balancer }: PlacedBalancer): string | undefined {
  for (const { records } of names.zones)
    for (const [name, record] of records)
      if (record.kind === 'alias' && record.name.replace(/^dualstack\./, '') === balancer.dnsName)
        return name;
  return undefined;
}
