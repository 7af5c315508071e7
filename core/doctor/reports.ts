import { counted } from '../base/text';
import { jsonText, tableOf, type Reports } from '../report';
import type { Answer } from './answers';

const DRESSES = { ok: 'good', problem: 'bad', 'not checked': 'faint' } as const;

/** What `doctor` reports. */
export const doctorReports: Reports<readonly Answer[]> = {
  text(answers, style) {
    const rows = answers.map(({ check, account = '', result, found, fix = '' }) => [
      check,
      account,
      { text: result, dress: DRESSES[result] },
      found,
      fix,
    ]);
    const of = (wanted: Answer['result']): number => answers.filter(({ result }) => result === wanted).length;
    const closing = `${counted(answers.length, 'check')}: ${of('ok')} ok, ${counted(of('problem'), 'problem')}, ${of('not checked')} not checked`;
    return `${[...tableOf(['check', 'account', 'result', 'found', 'what to do'], rows, style), style.strong(closing)].join('\n')}\n`;
  },
  json: (answers) =>
    jsonText({ version: 1, ok: answers.every(({ result }) => result !== 'problem'), checks: answers }),
};
