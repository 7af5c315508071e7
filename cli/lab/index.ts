import { allFindingsOf, type Judgement, type NotATopology } from '../../core/judge';
import { checkReports, findingJson, jsonText, labReports } from '../../core/report';
import { ExitCode } from '../io';
import { reporting } from '../reporting';
import { codeOf, judgeFor, reportFindings, type Session } from '../session';
import { readyLab } from './ready';
import { runMesh } from './run';

/** `meshspan lab`: measures with real Envoys what `check` says. Exit code 1 where one edge or attack differs. */
export const lab = reporting(labReports, async (session, report) => {
  const judged = await judgeFor(session);
  if (judged === undefined) return ExitCode.Misuse;
  if (judged.kind === 'not-a-topology') return refused(session, judged);
  const mesh = readyLab(judged);
  const isFine = codeOf(allFindingsOf(judged), session.failOn) === ExitCode.Ok;
  return isFine && mesh !== undefined ? runMesh(session, mesh, report) : refused(session, judged);
});

/** Reports what is wrong with the topology as `check` does. */
function refused(session: Session, judged: Judgement | NotATopology): ExitCode {
  const { io, format, style } = session;
  const isTopology = judged.kind === 'judged';
  const findings = isTopology ? allFindingsOf(judged) : judged.findings;
  if (format === 'json') io.out(jsonText({ version: 1, ok: false, findings: findings.map(findingJson) }));
  else if (isTopology) io.out(checkReports.text({ ...judged, findings }, style.out));
  else reportFindings(session, findings);
  if (isTopology) io.err('no lab was started\n');
  return isTopology ? ExitCode.Findings : ExitCode.Misuse;
}
