import { outputsText, receivedArnsIn, receivedText } from './deployed';
import { ExitCode } from './io';
import { readyTarget, tellProblems, withRunner } from './runner';
import { sumText } from './runner-text';
import type { Session } from './session';
import { synthFor } from './synth';

/** `meshspan deploy` */
export async function deploy(asked: Session): Promise<ExitCode> {
  const target = await readyTarget(asked);
  if (typeof target === 'number') return target;
  const { session, deployable } = target;
  const { io, json, style } = session;
  await synthFor(session, deployable);
  return withRunner(target, async (options) => {
    const { costsOf, deployStacks, readStates } = await import('../terraform/runner');
    const started = performance.now();
    const result = await deployStacks(options);
    tellProblems(session, result);
    if (!result.touched) return ExitCode.Findings;
    const states = await readStates(options);
    const deployed = states.ok ? states.value : new Map();
    const { plan } = deployable;
    const received = receivedArnsIn(plan, deployed).filter(({ wire }) => deployed.has(wire.to));
    if (json) {
      const outputs = Object.fromEntries([...deployed].map(([stack, state]) => [stack, state.outputs]));
      const arns = received.map(({ wire: { from, to, output }, arn }) => ({ from, to, output, arn }));
      io.out(`${JSON.stringify({ event: 'end', ok: result.ok, outputs, received: arns })}\n`);
      return result.ok ? ExitCode.Ok : ExitCode.Findings;
    }
    io.out([outputsText(deployed, style.out), receivedText(received, style.out)].filter(Boolean).join('\n'));
    const costs = costsOf([...deployed.values()].map(({ types }) => types));
    if (costs.length > 0) io.out(`\ncosts while it stands, used or not: ${costs.join(', ')}\n`);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const closing = result.ok
      ? `deployed ${sumText(result.outcomes)}`
      : `not deployed; ${sumText(result.outcomes)}`;
    io.out(`${style.out.strong(`${closing}, in ${seconds} s`)}\n`);
    return result.ok ? ExitCode.Ok : ExitCode.Findings;
  });
}
