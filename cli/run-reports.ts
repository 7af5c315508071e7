import { counted } from '../core/base/text';
import type { Plan } from '../core/planner';
import { handedOverText, type Reports } from '../core/report';
import type { Outcome, States } from '../terraform/runner';
import type { ReceivedArn } from './deployed';
import { outcomesJson, outcomesText, sumText } from './outcomes-text';

/** The result of a run that may have changed something. */
interface Ended {
  readonly ok: boolean;
  readonly outcomes: readonly Outcome[];
  /** What is billed while it exists. */
  readonly costs: readonly string[];
  /** How long it took. */
  readonly seconds: number;
}

export interface Deployed extends Ended {
  readonly plan: Pick<Plan, 'stacks'>;
  /** The states of all deployed stacks. */
  readonly states: States;
  readonly received: readonly ReceivedArn[];
}

export interface Destroyed extends Ended {
  /** Stacks that still hold resources, with their number. */
  readonly standing: readonly (readonly [stack: string, resources: number])[];
  /** What stays of what was destroyed. */
  readonly staying: readonly string[];
}

/** The number of resources in the state of each stack. */
const heldIn = (states: States): readonly (readonly [stack: string, resources: number])[] =>
  [...states].map(([stack, { resources }]) => [stack, resources]);

function heldText(states: States): string {
  const sum = heldIn(states).reduce((total, [, resources]) => total + resources, 0);
  return states.size === 0
    ? 'the states could not be read after this run'
    : `the states of ${counted(states.size, 'stack')} now hold ${counted(sum, 'resource')}`;
}

const nothingText = (stacks: number): string =>
  `nothing to deploy; ${counted(stacks, 'stack')} ${stacks === 1 ? 'is' : 'are'} up to date`;

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

export const deployReports: Reports<Deployed> = {
  text({ ok, outcomes, costs, seconds, plan, states }, style) {
    const valueOf = (stack: string, output: string): unknown => states.get(stack)?.outputs[output];
    // What stacks have for each other is in the JSON.
    const table = handedOverText(plan, valueOf, style);
    const billed = costs.length > 0 ? `\nbilled while it exists, used or not: ${costs.join(', ')}\n` : '';
    const each = ok ? '' : `\n${outcomesText(outcomes, style)}`;
    // What an earlier run created, or an apply that continued after that run was killed, is not counted in this one.
    const isAll = outcomes.every(({ kind }) => kind === 'applied');
    const isNothing = ok && outcomes.every(({ kind }) => kind === 'unchanged');
    const held = isAll || isNothing ? '' : `${heldText(states)}\n`;
    const result = isNothing
      ? nothingText(outcomes.length)
      : `${ok ? 'deployed' : 'not deployed;'} ${sumText(outcomes)}`;
    const closing = `${result}, in ${seconds.toFixed(0)} s`;
    return `${table}${billed}${each}${held}${style.strong(closing)}\n`;
  },
  json({ ok, outcomes, states, received }) {
    const outputs = Object.fromEntries([...states].map(([stack, state]) => [stack, state.outputs]));
    const arns = received.map(({ wire: { from, to, output }, arn }) => ({ from, to, output, arn }));
    return line({
      event: 'end',
      ok,
      ...outcomesJson(outcomes),
      held: Object.fromEntries(heldIn(states)),
      outputs,
      received: arns,
    });
  },
};

export const destroyReports: Reports<Destroyed> = {
  text({ ok, outcomes, costs, seconds, standing, staying }, style) {
    const sum = outcomes.length === 0 ? 'nothing: the states of these stacks are empty' : sumText(outcomes);
    const closing = `${ok ? 'destroyed' : 'not all destroyed;'} ${sum}, in ${seconds.toFixed(0)} s`;
    return [
      ok ? '' : outcomesText(outcomes, style),
      ...standing.map(([stack, resources]) => `"${stack}" still holds ${counted(resources, 'resource')}\n`),
      costs.length > 0 ? `still billed, used or not: ${costs.join(', ')}\n` : '',
      ...staying.map((sentence) => `${sentence}\n`),
      `${style.strong(closing)}\n`,
    ].join('');
  },
  json: ({ ok, outcomes, standing, costs, staying }) =>
    line({
      event: 'end',
      ok,
      ...outcomesJson(outcomes),
      standing: Object.fromEntries(standing),
      costs,
      staying,
    }),
};
