import { planJson, planText } from '../core/report';
import { allFindingsOf, type Deployable, type Judgement } from '../core/judge';
import { ExitCode } from './io';
import { jsonText } from './json-text';
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
export async function plan(session: Session): Promise<ExitCode> {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { plan: made } = planned.deployable;
  session.io.out(
    session.json ? jsonText(planJson(made, planned.judgement.placeOf)) : planText(made, session.style.out),
  );
  return ExitCode.Ok;
}
