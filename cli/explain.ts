import { explanationOf, explanationReports, explanationsOf } from '../core/report';
import { renamedRules } from '../core/rules';
import { allRules } from '../sources/all-rules';
import { ExitCode } from './io';
import { reporting } from './reporting';

/** `meshspan explain`: what a code in the output of `check` or in a finding means. It reads no topology. */
export const explain = reporting(explanationReports, async ({ io, code = '', style }, report) => {
  const found = explanationOf(code, explanationsOf(allRules));
  if ('didYouMean' in found) {
    const current = renamedRules.get(code.toLowerCase());
    const renamed = current === undefined ? undefined : `it is "${current}" in this version`;
    const remedy = renamed ?? found.didYouMean ?? 'docs/checks.md lists every code';
    io.err(`meshspan: "${code}" is not a code; ${remedy}\n`);
    return ExitCode.Misuse;
  }
  io.out(report(found, style.out));
  return ExitCode.Ok;
});
