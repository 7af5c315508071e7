import { resolve } from 'node:path';
import { synthReports } from '../core/report';
import { untraced } from '../stacks/untraced';
import { collectAfter } from './garbage';
import { ExitCode } from './io';
import { reporting } from './reporting';
import type { Deployable } from '../core/judge';
import { planFor } from './plan';
import type { Session } from './session';
import { replaceStacks, type Replaced } from './stacks-folder';

/** `meshspan synth` */
export const synth = reporting(synthReports, async (session, report) => {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { stacks, removed } = await synthFor(session, planned.deployable);
  const { io, out, style } = session;
  io.out(report({ out, stacks, removed }, style.out));
  return ExitCode.Ok;
});

/** Writes the stacks, and tells which of an earlier run are gone. */
export async function synthFor({ io, out }: Session, deployable: Deployable): Promise<Replaced> {
  // Loaded here: cdktf and the provider cost more than all the rest, and check and plan do without them.
  const { synthesize } = await import('../stacks');
  const replaced = replaceStacks(resolve(io.cwd, out), (folder) => {
    untraced(() => synthesize(deployable, folder, { afterStack: collectAfter }));
  });
  for (const stack of replaced.removed) {
    const files = replaced.left.includes(stack) ? '; the folder stays, since it holds other files' : '';
    io.err(`removed stack "${stack}", which left the topology; its state is untouched${files}\n`);
  }
  return replaced;
}
