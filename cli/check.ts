import { checkReports } from '../core/report';
import { ExitCode } from './io';
import { reporting } from './reporting';
import { codeOf, judgeFor, tell } from './session';

/** `meshspan check`: the findings are the result, so they go where the verdicts go. */
export const check = reporting(checkReports, async (session, report) => {
  const { io, format, failOn, style } = session;
  const judged = await judgeFor(session);
  if (judged === undefined) return ExitCode.Misuse;
  if (judged.kind === 'not-a-topology') {
    const { findings } = judged;
    // A program reads stdout whatever the file holds; for people, findings without a check are an error.
    if (format === 'text') tell(session, findings);
    else io.out(report({ edges: [], findings, resources: [] }, style.out));
    return ExitCode.Misuse;
  }
  const { edges, resources } = judged;
  // What a plan refuses is refused here; a value that only a pipeline knows leaves an edge undecided, and no more.
  const refused = judged.planFindings.filter(({ rule }) => rule.startsWith('plan/'));
  const findings = [...judged.findings, ...refused];
  io.out(report({ edges, findings, resources }, style.out));
  return codeOf(findings, failOn);
});
