import { planJson, planText } from '../core/report';
import type { Finding } from '../core/topology';
import type { Deployable, Judgement } from '../core/judge';
import { ExitCode } from './io';
import { jsonText } from './json-text';
import { codeOf, judgeFor, tell, type Session } from './session';

/** A topology of which stacks may be made. */
export interface Planned {
  readonly judgement: Judgement;
  readonly deployable: Deployable;
  readonly findings: readonly Finding[];
}

/** Judges and plans, and tells every finding; an exit code where there is nothing to go on with. */
export async function planFor(session: Session): Promise<Planned | ExitCode> {
  const judgement = await judgeFor(session);
  if (judgement === undefined) return ExitCode.Misuse;
  if (judgement.kind === 'not-a-topology') {
    tell(session, judgement.findings);
    return ExitCode.Misuse;
  }
  const { deployable } = judgement;
  const findings = [...judgement.findings, ...judgement.planFindings];
  tell(session, findings);
  const code = codeOf(findings, session.failOn);
  if (code !== ExitCode.Ok) return code;
  return deployable === undefined ? ExitCode.Findings : { judgement, deployable, findings };
}

/** `meshspan plan` */
export async function plan(session: Session): Promise<ExitCode> {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { plan: made, topology } = planned.deployable;
  session.io.out(
    session.json
      ? jsonText(planJson(made, topology.state, planned.judgement.placeOf))
      : planText(made, session.style.out),
  );
  return ExitCode.Ok;
}
