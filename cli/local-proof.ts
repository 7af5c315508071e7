import type { Style } from '../core/report';
import { at, type Topology } from '../core/topology';
import { inventoryOf } from '../local/inventory';
import { seenVirtualService } from '../local/virtual-service';
import type { Deployable } from '../core/judge';
import type { States } from '../terraform/runner';
import { receivedArnsIn, receivedText } from './deployed';
import { idsOf } from './local-aws';

/** What stands in the accounts of the topology. */
export const left = (url: string, topology: Topology): Promise<readonly string[]> =>
  inventoryOf(url, idsOf(topology), topology.region);

/**
 * Proves the wires by what was really made: the ARN that a caller's stack received is the one that App Mesh tells the
 * caller's account.
 */
export async function proven(
  url: string,
  { topology, plan }: Deployable,
  states: States,
  style: Style,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const received = receivedArnsIn(plan, states);
  const lines = await Promise.all(
    received.map(async ({ wire, arn }): Promise<{ readonly ok: boolean; readonly text: string }> => {
      if (arn === undefined)
        return { ok: false, text: `"${wire.to}" did not read ${wire.output} of "${wire.from}"` };
      const caller = plan.stacks.find(({ name }) => name === wire.to)?.account ?? '';
      const seen = await seenVirtualService(url, {
        mesh: topology.mesh.name,
        meshOwner: at(topology.accounts, topology.owner).id,
        name: arn.split('/virtualService/').at(-1) ?? '',
        account: at(topology.accounts, caller).id,
        region: topology.region,
      });
      const ok = seen.arn === arn && seen.status === 'ACTIVE';
      const said = ok
        ? `the same, ${seen.status}, made by account ${seen.owner}`
        : `${seen.arn}, ${seen.status}`;
      return { ok, text: `asked by account "${caller}", App Mesh says: ${said}` };
    }),
  );
  const table = receivedText(received, style);
  return {
    ok: lines.every(({ ok }) => ok),
    text:
      received.length === 0
        ? 'no stack receives a virtual service of another\n'
        : `${table}${lines.map(({ text }) => `${text}\n`).join('')}`,
  };
}
