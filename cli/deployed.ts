import { counted } from '../core/base/text';
import { tableOf, type Style } from '../core/report';
import type { Plan, Wire } from '../core/planner';
import { receivedIn, type States } from '../terraform/runner';

/** The ARN of something that one stack calls and another one created, as the caller's stack read it. */
export interface ReceivedArn {
  readonly wire: Wire;
  /** Absent where the caller's stack has not read it. */
  readonly arn?: string;
}

/** The ARNs that were really passed from stack to stack, as recorded in the callers' states. */
export function receivedArnsIn(plan: Plan, states: States): readonly ReceivedArn[] {
  return plan.wires
    .filter(({ kind }) => kind === 'confirmed')
    .map((wire) => {
      const arn = receivedIn(states.get(wire.to), wire);
      return typeof arn === 'string' ? { wire, arn } : { wire };
    });
}

const serviceOf = ({ value }: Wire): string => (value.kind === 'asset' ? value.key : '');

/** How many values between stacks were compared with what AWS reports, and why the others were not. */
export function comparedText(wires: readonly Pick<Wire, 'kind'>[]): string {
  const numberOf = (wanted: Wire['kind']): number => wires.filter(({ kind }) => kind === wanted).length;
  const others = [
    [numberOf('assigned'), 'read from the state of the stack that created them'],
    [numberOf('derived'), 'written as literals, and not compared'],
  ] as const;
  const rest = others.flatMap(([count, how]) => (count === 0 ? [] : [`; ${count} ${how}`]));
  return `compared: ${numberOf('confirmed')} of ${counted(wires.length, 'value')} between stacks${rest.join('')}\n`;
}

export function receivedText(received: readonly ReceivedArn[], style: Style): string {
  const rows = received.map(({ wire, arn }) => [wire.to, serviceOf(wire), wire.from, arn ?? 'not read yet']);
  return rows.length === 0 ? '' : `${tableOf(['stack', 'received', 'from', 'as'], rows, style).join('\n')}\n`;
}
