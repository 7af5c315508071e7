import type { Style } from '../../core/report';
import type { Topology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { proofs } from '../../local/proof';
import type { Deployable } from '../../core/judge';
import type { States } from '../../terraform/runner';
import { comparedText, receivedArnsIn, receivedText, type ReceivedArn } from '../deployed';
import { idsOf } from './aws';

/** What exists in the accounts of the topology. */
export const left = (url: string, topology: Topology): Promise<readonly string[]> =>
  inventoryOf(url, idsOf(topology), topology.region);

/**
 * Checks the wires against what was really created: what a stack received must be what AWS reports to the account of that
 * stack.
 */
export async function proven(
  url: string,
  { topology, plan }: Deployable,
  states: States,
  style: Style,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const received = receivedArnsIn(plan, states);
  const proof = proofs[topology.dataPlane];
  const lines = await Promise.all(
    received.map(
      async ({ wire, arn }: ReceivedArn): Promise<{ readonly ok: boolean; readonly text: string }> => {
        if (arn === undefined)
          return { ok: false, text: `"${wire.to}" did not read ${wire.output} of "${wire.from}"` };
        const account = plan.stacks.find(({ name }) => name === wire.to)?.account ?? '';
        if (proof === undefined)
          return {
            ok: false,
            text: `${wire.output} of "${wire.from}" can't be confirmed for data plane "${topology.dataPlane}"`,
          };
        const { ok, said } = await proof.ask({ value: arn, account, topology, url });
        return { ok, text: `asked by account "${account}", ${said}` };
      },
    ),
  );
  const table = receivedText(received, style);
  return {
    ok: lines.every(({ ok }) => ok),
    text:
      received.length === 0
        ? 'nothing to compare: no stack passes a value that is known beforehand\n'
        : `${table}${lines.map(({ text }) => `${text}\n`).join('')}${comparedText(plan.wires)}`,
  };
}
