import { planJson, planText } from '../core/report';
import type { AppMeshLowered } from '../core/dataplane';
import type { Plan } from '../core/planner';
import type { Finding } from '../core/topology';
import type { Judgement } from '../sources/pipeline';
import { ExitCode } from './io';
import { jsonText } from './json-text';
import { codeOf, judgeFor, tell, type Session } from './session';

/** A topology of which stacks may be made. */
export interface Planned {
  readonly judgement: Judgement;
  readonly plan: Plan;
  readonly lowered: AppMeshLowered;
  readonly findings: readonly Finding[];
}

/** Judges and plans, and tells every finding; an exit code where there is nothing to go on with. */
export async function planFor(session: Session): Promise<Planned | ExitCode> {
  const judgement = await judgeFor(session);
  if (judgement === undefined) return ExitCode.Misuse;
  if (judgement.kind === 'unread') {
    tell(session, judgement.findings);
    return ExitCode.Misuse;
  }
  const { plan: made, lowered } = judgement;
  const findings = [...judgement.findings, ...judgement.planFindings];
  tell(session, findings);
  const code = codeOf(findings, session.failOn);
  if (code !== ExitCode.Ok) return code;
  return made === undefined || lowered === undefined
    ? ExitCode.Findings
    : { judgement, plan: made, lowered, findings };
}

/** `meshspan plan` */
export async function plan(session: Session): Promise<ExitCode> {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { judgement, plan: made } = planned;
  session.io.out(
    session.json ? jsonText(planJson(made, judgement.placeOf)) : planText(made, session.style.out),
  );
  return ExitCode.Ok;
}
