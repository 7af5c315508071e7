import { resolve } from 'node:path';
import { untraced } from '../stacks/untraced';
import { ExitCode } from './io';
import { jsonText } from './json-text';
import type { Deployable } from '../core/judge';
import { planFor } from './plan';
import type { Session } from './session';
import { replaceStacks, type Replaced } from './stacks-folder';

/** `meshspan synth` */
export async function synth(session: Session): Promise<ExitCode> {
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { stacks, removed } = await synthFor(session, planned.deployable);
  const { io, json, out } = session;
  io.out(
    json
      ? jsonText({ version: 1, out, stacks, removed })
      : stacks.map((stack) => `${out}/stacks/${stack}/cdk.tf.json\n`).join(''),
  );
  return ExitCode.Ok;
}

/** Writes the stacks, and tells which of an earlier run are gone. */
export async function synthFor({ io, out }: Session, deployable: Deployable): Promise<Replaced> {
  // Loaded here: cdktf and the provider cost more than all the rest, and check and plan do without them.
  const { synthesize } = await import('../stacks');
  const replaced = replaceStacks(resolve(io.cwd, out), (folder) => {
    untraced(() => synthesize(deployable, folder));
  });
  for (const stack of replaced.removed) {
    const files = replaced.left.includes(stack) ? '; the folder stays, since it holds other files' : '';
    io.err(`removed stack "${stack}", which left the topology; its state is untouched${files}\n`);
  }
  return replaced;
}
