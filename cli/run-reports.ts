import { counted } from '../core/base/text';
import type { Reports } from '../core/report';
import type { Outcome, States } from '../terraform/runner';
import { outputsText, receivedText, type ReceivedArn } from './deployed';
import { sumText } from './runner-text';

/** How a run ended that touched something. */
interface Ended {
  readonly ok: boolean;
  readonly outcomes: readonly Outcome[];
  /** What is billed while it exists. */
  readonly costs: readonly string[];
  /** How long it took. */
  readonly seconds: number;
}

export interface Deployed extends Ended {
  /** The states of all stacks that are deployed. */
  readonly states: States;
  readonly received: readonly ReceivedArn[];
}

export interface Destroyed extends Ended {
  /** Stacks that still hold resources, with their number. */
  readonly standing: readonly (readonly [stack: string, resources: number])[];
  /** Days for which a private authority that was deleted can be restored. */
  readonly restoreDays: readonly number[];
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

export const deployReports: Reports<Deployed> = {
  text({ ok, outcomes, costs, seconds, states, received }, style) {
    const tables = [outputsText(states, style), receivedText(received, style)].filter(Boolean).join('\n');
    const billed = costs.length > 0 ? `\ncosts while it stands, used or not: ${costs.join(', ')}\n` : '';
    const closing = `${ok ? 'deployed' : 'not deployed;'} ${sumText(outcomes)}, in ${seconds.toFixed(0)} s`;
    return `${tables}${billed}${style.strong(closing)}\n`;
  },
  json({ ok, states, received }) {
    const outputs = Object.fromEntries([...states].map(([stack, state]) => [stack, state.outputs]));
    const arns = received.map(({ wire: { from, to, output }, arn }) => ({ from, to, output, arn }));
    return line({ event: 'end', ok, outputs, received: arns });
  },
};

export const destroyReports: Reports<Destroyed> = {
  text({ ok, outcomes, costs, seconds, standing, restoreDays }, style) {
    const closing = `${ok ? 'destroyed' : 'not all destroyed;'} ${sumText(outcomes)}, in ${seconds.toFixed(0)} s`;
    return [
      ...standing.map(([stack, resources]) => `"${stack}" still holds ${counted(resources, 'resource')}\n`),
      costs.length > 0 ? `keeps costing, used or not: ${costs.join(', ')}\n` : '',
      restoreDays.length > 0
        ? `a private certificate authority that was deleted costs nothing any more, and can be restored for ${Math.max(...restoreDays)} days (aws acm-pca restore-certificate-authority)\n`
        : '',
      `${style.strong(closing)}\n`,
    ].join('');
  },
  json: ({ ok, standing, costs }) =>
    line({ event: 'end', ok, standing: Object.fromEntries(standing), costs }),
};
