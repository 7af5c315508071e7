import { tableOf, type Style } from '../core/report';
import { stacksOutput, type Plan, type Wire } from '../core/planner';
import { receivedIn, type States } from '../terraform/runner';

/** The ARN of something that a stack calls and another one made, as the caller's stack read it. */
export interface ReceivedArn {
  readonly wire: Wire;
  /** Absent where the caller's stack has not read it. */
  readonly arn?: string;
}

/** The ARNs that really went from stack to stack, from what the callers' states say they read. */
export function receivedArnsIn(plan: Plan, states: States): readonly ReceivedArn[] {
  return plan.wires
    .filter(({ kind }) => kind === 'confirmed')
    .map((wire) => {
      const arn = receivedIn(states.get(wire.to), wire);
      return typeof arn === 'string' ? { wire, arn } : { wire };
    });
}

const serviceOf = ({ value }: Wire): string => (value.kind === 'asset' ? value.key : '');

export function receivedText(received: readonly ReceivedArn[], style: Style): string {
  const rows = received.map(({ wire, arn }) => [wire.to, serviceOf(wire), wire.from, arn ?? 'not read yet']);
  return rows.length === 0 ? '' : `${tableOf(['stack', 'received', 'from', 'as'], rows, style).join('\n')}\n`;
}

/** What the stacks tell: what isn't secret. */
export function outputsText(states: States, style: Style): string {
  const rows = [...states].flatMap(([stack, { outputs }]) =>
    Object.entries(outputs)
      // That list is for the next run, not for people.
      .filter(([name]) => name !== stacksOutput)
      .map(([name, value]) => [stack, name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
  return rows.length === 0 ? '' : `${tableOf(['stack', 'output', 'value'], rows, style).join('\n')}\n`;
}
