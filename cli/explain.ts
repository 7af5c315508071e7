import { explanationOf, explanationsOf, explanationText } from '../core/report';
import { allRules } from '../sources/all-rules';
import { ExitCode } from './io';
import { jsonText } from './json-text';
import type { Session } from './session';

/** `meshspan explain`: what a code means that `check` or a finding prints. It reads no topology. */
export async function explain({ io, json, code = '', style }: Session): Promise<ExitCode> {
  const found = explanationOf(code, explanationsOf(allRules));
  if ('didYouMean' in found) {
    const remedy = found.didYouMean ?? 'docs/checks.md lists every code';
    io.err(`meshspan: "${code}" is not a code; ${remedy}\n`);
    return ExitCode.Misuse;
  }
  io.out(json ? jsonText({ version: 1, ...found }) : explanationText(found, style.out));
  return ExitCode.Ok;
}
