import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ExitCode } from './io';
import { reporting, streamsJson } from './reporting';
import { destroyReports } from './run-reports';
import { readyTarget, refusedRun, reportProblems, reportUnread, uninterrupted, withRunner } from './runner';
import { synthFor } from './synth';

/** `meshspan destroy` */
export const destroy = reporting(destroyReports, async (asked, report) => {
  const target = await readyTarget(asked);
  if (typeof target === 'number') return target;
  const { session, deployable } = target;
  const { io, style, out } = session;
  if ((await synthFor(session, deployable)) === undefined) return ExitCode.Findings;
  return withRunner(target, async (options) => {
    const { costsOf, destroyStacks, readStates, stayingOf } = await import('../terraform/runner');
    const started = performance.now();
    const textsOf = (stacks: readonly string[]): readonly unknown[] =>
      stacks.map((stack) => textOf(join(resolve(io.cwd, out), 'stacks', stack)));
    const result = await destroyStacks({
      ...options,
      confirm: async (previews) => {
        const stays = stayingOf(textsOf(previews.map(({ stack }) => stack)));
        if (!streamsJson(session)) io.err(stays.map((sentence) => `${sentence}\n`).join(''));
        return (await options.confirm?.(previews)) ?? true;
      },
    });
    if (!result.touched && !result.ok) return refusedRun(session, result.problems);
    reportProblems(session, result);
    const { stacks: _, ...all } = uninterrupted(options);
    const left = await readStates(all);
    reportUnread(session, left);
    const held = left.ok ? [...left.value].filter(([, { resources }]) => resources > 0) : [];
    const standing = held.map(([stack, { resources }]) => [stack, resources] as const);
    const costs = costsOf(held.map(([, { types }]) => types));
    const gone = result.outcomes.flatMap(({ kind, stack }) => (kind === 'destroyed' ? [stack] : []));
    const staying = stayingOf(textsOf(gone));
    const seconds = (performance.now() - started) / 1000;
    io.out(report({ ...result, standing, costs, staying, seconds }, style.out));
    return result.ok ? ExitCode.Ok : ExitCode.Findings;
  });
});

function textOf(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
}
