import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ExitCode } from './io';
import { readyTarget, tellProblems, withRunner } from './runner';
import { sumText } from './runner-text';
import type { Session } from './session';
import { synthFor } from './synth';

/** `meshspan destroy` */
export async function destroy(asked: Session): Promise<ExitCode> {
  const target = await readyTarget(asked);
  if (typeof target === 'number') return target;
  const { session, deployable } = target;
  const { io, json, style, out } = session;
  await synthFor(session, deployable);
  return withRunner(target, async (options) => {
    const { costsOf, destroyStacks, readStates, resourcesOf, restoreDaysIn } =
      await import('../terraform/runner');
    const started = performance.now();
    const result = await destroyStacks(options);
    tellProblems(session, result);
    if (!result.touched) return ExitCode.Findings;
    const { stacks: _, ...all } = options;
    const left = await readStates(all);
    const standing = left.ok ? [...left.value].filter(([, { resources }]) => resources > 0) : [];
    const costs = costsOf(standing.map(([, { types }]) => types));
    const gone = result.outcomes.flatMap(({ kind, stack }) => (kind === 'destroyed' ? [stack] : []));
    const days = gone.flatMap((stack) => restoreDaysIn(textOf(join(resolve(io.cwd, out), 'stacks', stack))));
    if (json) {
      const stacks = Object.fromEntries(standing.map(([stack, { resources }]) => [stack, resources]));
      io.out(`${JSON.stringify({ event: 'end', ok: result.ok, standing: stacks, costs })}\n`);
      return result.ok ? ExitCode.Ok : ExitCode.Findings;
    }
    for (const [stack, { resources }] of standing)
      io.out(`"${stack}" still holds ${resourcesOf(resources)}\n`);
    if (costs.length > 0) io.out(`keeps costing, used or not: ${costs.join(', ')}\n`);
    if (days.length > 0) {
      io.out(
        `a private certificate authority that was deleted costs nothing any more, and can be restored for ${Math.max(...days)} days (aws acm-pca restore-certificate-authority)\n`,
      );
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const closing = result.ok ? 'destroyed' : 'not all destroyed;';
    io.out(`${style.out.strong(`${closing} ${sumText(result.outcomes)}, in ${seconds} s`)}\n`);
    return result.ok ? ExitCode.Ok : ExitCode.Findings;
  });
}

function textOf(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
}
