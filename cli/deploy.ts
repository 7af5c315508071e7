import { lossesText } from '../core/report';
import { receivedArnsIn } from './deployed';
import { refusedAsEnded } from './ended';
import { ExitCode } from './io';
import { reporting } from './reporting';
import { deployReports } from './run-reports';
import { readyTarget, refusedRun, reportProblems, reportUnread, uninterrupted, withRunner } from './runner';
import { synthFor } from './synth';

/** `meshspan deploy` */
export const deploy = reporting(deployReports, async (asked, report) => {
  const target = await readyTarget(asked);
  if (typeof target === 'number') return target;
  const { session, deployable } = target;
  const refused = refusedAsEnded(target);
  if (refused !== undefined) return refused;
  session.io.err(lossesText(deployable.plan));
  if ((await synthFor(session, deployable)) === undefined) return ExitCode.Findings;
  return withRunner(target, async (options) => {
    const { costsOf, deployStacks, readStates } = await import('../terraform/runner');
    const started = performance.now();
    const result = await deployStacks(options);
    if (!result.touched && !result.ok) return refusedRun(session, result.problems);
    reportProblems(session, result);
    const read = await readStates(uninterrupted(options));
    reportUnread(session, read);
    const states = read.ok ? read.value : new Map();
    const received = receivedArnsIn(deployable.plan, states).filter(({ wire }) => states.has(wire.to));
    const costs = costsOf([...states.values()].map(({ types }) => types));
    const seconds = (performance.now() - started) / 1000;
    session.io.out(
      report({ ...result, plan: deployable.plan, states, received, costs, seconds }, session.style.out),
    );
    return result.ok ? ExitCode.Ok : ExitCode.Findings;
  });
});
