import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { LocalRecord } from '../../local/record';

const root = resolve(__dirname, '../..');

/** The output of a command. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Until the first output. */
  readonly firstMs: number;
}

/** The command as users run it, in a folder of its own. */
export interface Desk {
  readonly cwd: string;
  meshspan(words: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Terraform by hand, in the folder of a stack. @default `out` */
  terraform(
    stack: string,
    words: readonly string[],
    env: Readonly<Record<string, string>>,
    out?: string,
  ): Promise<Ran>;
  /** The record of a local AWS that is running. */
  record(): LocalRecord;
  leave(): Promise<void>;
}

export function newDesk(): Desk {
  const cwd = mkdtempSync(join(tmpdir(), 'desk-'));
  mkdirSync(join(cwd, '.meshspan'));
  const command = join(root, 'dist', `meshspan-under-test-${process.pid}.js`);
  buildSync({
    absWorkingDir: root,
    entryPoints: ['cli/meshspan.ts'],
    outfile: command,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['esbuild'],
    logLevel: 'silent',
  });
  const run = (
    program: string,
    words: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<Ran> =>
    new Promise((done) => {
      const started = performance.now();
      const child = spawn(program, [...words], {
        cwd,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = { out: '', err: '', firstMs: 0 };
      const heard = (stream: 'out' | 'err') => (text: string) => {
        if (said.firstMs === 0) said.firstMs = performance.now() - started;
        said[stream] += text;
      };
      child.stdout.setEncoding('utf8').on('data', heard('out'));
      child.stderr.setEncoding('utf8').on('data', heard('err'));
      child.once('close', (code) => done({ code, ...said }));
    });
  const meshspan: Desk['meshspan'] = (words, env = {}) => run(process.execPath, [command, ...words], env);
  return {
    cwd,
    meshspan,
    terraform: (stack, words, env, out = 'out') =>
      run('terraform', [`-chdir=${out}/stacks/${stack}`, ...words], {
        ...env,
        TF_CLI_CONFIG_FILE: join(cwd, '.meshspan/terraform.rc'),
      }),
    record: () => JSON.parse(readFileSync(join(cwd, '.meshspan/local.json'), 'utf8')) as LocalRecord,
    async leave() {
      await meshspan(['local', 'down']);
      rmSync(command, { force: true });
      rmSync(cwd, { recursive: true });
    },
  };
}
