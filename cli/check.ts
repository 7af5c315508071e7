import { checkJson, checkText } from '../core/report';
import { ExitCode } from './io';
import { jsonText } from './json-text';
import { codeOf, judgeFor, tell, type Session } from './session';

/** `meshspan check`: the findings are the result, so they go where the verdicts go. */
export async function check(session: Session): Promise<ExitCode> {
  const { io, json, failOn, style } = session;
  const judged = await judgeFor(session);
  if (judged === undefined) return ExitCode.Misuse;
  if (judged.kind === 'not-a-topology') {
    if (json) io.out(jsonText(checkJson([], judged.findings, [])));
    else tell(session, judged.findings);
    return ExitCode.Misuse;
  }
  const { edges, resources } = judged;
  // What a plan refuses is refused here; a value that only a pipeline knows leaves an edge undecided, and no more.
  const refused = judged.planFindings.filter(({ rule }) => rule.startsWith('plan/'));
  const findings = [...judged.findings, ...refused];
  io.out(json ? jsonText(checkJson(edges, findings, resources)) : checkText(edges, findings, style.out));
  return codeOf(findings, failOn);
}
