import { defined } from '../core/base/properties';
import { billedOf, findingJson, jsonText, planReports } from '../core/report';
import type { Finding, Topology } from '../core/topology';
import { allFindingsOf, type Deployable, type Judgement } from '../core/judge';
import { ExitCode } from './io';
import { reporting } from './reporting';
import { codeOf, judgeFor, reportFindings, type Session } from './session';

/** Checks and plans, and reports every finding; an exit code where no stacks may be built. */
export async function planFor(
  session: Session,
): Promise<{ readonly judgement: Judgement; readonly deployable: Deployable } | ExitCode> {
  const judgement = await judgeFor(session);
  if (judgement === undefined) return ExitCode.Misuse;
  if (judgement.kind === 'not-a-topology') {
    reportFindings(session, judgement.findings);
    reportRefusal(session, judgement.findings);
    return ExitCode.Misuse;
  }
  const { deployable } = judgement;
  const findings = allFindingsOf(judgement);
  reportFindings(session, findings);
  if (codeOf(findings, session.failOn) === ExitCode.Ok && deployable !== undefined)
    return { judgement, deployable };
  reportRefusal(session, findings);
  return ExitCode.Findings;
}

/** What a program reads on stdout where no stacks may be built: the findings, in the form of the command's JSON. */
function reportRefusal(session: Session, findings: readonly Finding[]): void {
  const { io, command, action, format } = session;
  if (format !== 'json') return;
  const refused = { ok: false, findings: findings.map(findingJson) };
  const streams = command === 'deploy' || command === 'destroy' || action === 'run';
  if (!streams) io.out(jsonText({ version: 1, ...refused }));
  else io.out(`${JSON.stringify({ event: 'end', touched: false, ...refused })}\n`);
}

/** `meshspan plan` */
export const plan = reporting(planReports, async (session, report) => {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { deployable, judgement } = planned;
  session.io.out(
    report(
      {
        plan: deployable.plan,
        state: deployable.topology.state,
        billed: billedOf(deployable.topology, deployable.plan),
        placeOf: judgement.placeOf,
        facts: {
          accountIds: knownIdsOf(deployable.topology),
          transport: deployable.topology.transport,
          ...defined({ rotation: deployable.topology.rotation }),
        },
      },
      session.style.out,
    ),
  );
  return ExitCode.Ok;
});

/** Account ids that are known, not left to a parameter. */
const knownIdsOf = ({ accounts }: Topology): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.values(accounts).flatMap(({ key, id }) => (/^\d{12}$/.test(id) ? [[key, id]] : [])),
  );
