import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { jsonText, type Reports } from '../core/report';
import { openParametersOf } from '../core/topology';
import { checksIn, scriptOf, stepsOf, type Check } from '../core/verify';
import { ExitCode } from './io';
import { planFor } from './plan';
import { reporting } from './reporting';
import type { Session } from './session';
import { runProgram } from './program';

/** What `verify` has done: it ran a script, or wrote it. */
type Verified = { readonly checks: readonly Check[]; readonly ok: boolean } | { readonly script: string };

const verifyReports: Reports<Verified> = {
  // Its checks are printed as they are made.
  text: (verified) => ('script' in verified ? `${verified.script}\n` : ''),
  json: (verified) => jsonText({ version: 1, ...verified }),
};

/** `meshspan verify` */
export const verify = reporting(verifyReports, async (session, report) => {
  const { io, style, local, script: file, format } = session;
  if (local) return refused(session, LOCAL);
  const planned = await planFor(session);
  if (typeof planned === 'number') return planned;
  const { deployable, judgement } = planned;
  const { mesh, region } = deployable.topology;
  const text = scriptOf(stepsOf(deployable, judgement.edges), { mesh: mesh.name, region });
  const [open] = openParametersOf(text);
  if (open !== undefined)
    return refused(
      session,
      `parameter "${open}" has no value, and what is deployed depends on it; add --set ${open}=VALUE`,
    );
  if (file !== undefined) {
    writeFileSync(resolve(io.cwd, file), text, { mode: 0o755 });
    io.out(report({ script: file }, style.out));
    return ExitCode.Ok;
  }
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-verify-'));
  try {
    const path = join(folder, 'verify.sh');
    writeFileSync(path, text, { mode: 0o700 });
    const onLine = (line: string): void => {
      if (format === 'text') io.out(dressed(session, line));
    };
    const ran = await runProgram(['bash', path], { env: io.env, onLine });
    if (ran.kind === 'absent')
      return refused(session, 'bash is needed to run the checks, and none is on PATH');
    io.err(ran.err);
    io.out(report({ checks: checksIn(ran.out), ok: ran.code === 0 }, style.out));
    return ran.code === 0 ? ExitCode.Ok : ran.code === 1 ? ExitCode.Findings : ExitCode.Misuse;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const LOCAL =
  'the local AWS has no ECS Exec, and its tasks run only during "meshspan local run", which calls through them itself; "meshspan lab" measures every verdict';

function refused({ io }: Session, problem: string): ExitCode {
  io.err(`meshspan: ${problem}\n`);
  return ExitCode.Misuse;
}

const DRESSES = { ok: 'good', failed: 'bad', 'not checked': 'faint' } as const;

/** A line with the colour of its result. */
function dressed({ style }: Session, line: string): string {
  const [check] = checksIn(line);
  if (check === undefined) return `${line}\n`;
  return `${style.out[DRESSES[check.result]](check.result)}${line.slice(check.result.length)}\n`;
}
