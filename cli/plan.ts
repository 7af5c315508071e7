import { planReports } from '../core/report';
import { allFindingsOf, type Deployable, type Judgement } from '../core/judge';
import { ExitCode } from './io';
import { reporting } from './reporting';
import { codeOf, judgeFor, tell, type Session } from './session';

/** Judges and plans, and reports every finding; an exit code where no stacks may be built. */
export async function planFor(
  session: Session,
): Promise<{ readonly judgement: Judgement; readonly deployable: Deployable } | ExitCode> {
  const judgement = await judgeFor(session);
  if (judgement === undefined) return ExitCode.Misuse;
  if (judgement.kind === 'not-a-topology') {
    tell(session, judgement.findings);
    return ExitCode.Misuse;
  }
  const { deployable } = judgement;
  const findings = allFindingsOf(judgement);
  tell(session, findings);
  const code = codeOf(findings, session.failOn);
  if (code !== ExitCode.Ok) return code;
  return deployable === undefined ? ExitCode.Findings : { judgement, deployable };
}

/** `meshspan plan` */
export const plan = reporting(planReports, async (session, report) => {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { deployable, judgement } = planned;
  session.io.out(
    report(
      { plan: deployable.plan, state: deployable.topology.state, placeOf: judgement.placeOf },
      session.style.out,
    ),
  );
  return ExitCode.Ok;
});
