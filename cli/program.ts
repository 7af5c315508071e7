import { spawn } from 'node:child_process';
import { environmentOf } from '../terraform/environment';
import { lineSplitter } from '../terraform/lines';

/** How a program is run. */
export interface ProgramOptions {
  /** What the user's environment is; of it a program gets what any needs, and AWS's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables over all else. @default none */
  readonly add?: Readonly<Record<string, string>>;
  /** Prefixes of variables that it gets. @default those of AWS, and of kubectl */
  readonly inherit?: readonly string[];
  /** Gets each line of its output as it comes. @default it is kept until the end */
  readonly onLine?: (line: string) => void;
  /** @default it may take as long as it takes */
  readonly timeoutMs?: number;
}

/** What a program has printed, and its exit code; `absent`: there is none of this name. */
export type ProgramResult =
  | { readonly kind: 'exited'; readonly code: number; readonly out: string; readonly err: string }
  | { readonly kind: 'absent' };

/** Runs a program without a shell. Failures are values: nothing here throws. */
export function runProgram(
  [program, ...args]: readonly [program: string, ...args: string[]],
  { env, add = {}, inherit = ['AWS_', 'KUBE'], onLine, timeoutMs }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((done) => {
    const child = spawn(program, args, {
      env: environmentOf({ from: env, inherit, add }),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    });
    const [out, err]: string[][] = [[], []];
    const lines = lineSplitter((line) => onLine?.(line));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out?.push(text);
      lines.push(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => err?.push(text));
    child.once('error', () => done({ kind: 'absent' }));
    child.once('close', (code) => {
      lines.end();
      done({ kind: 'exited', code: code ?? 1, out: (out ?? []).join(''), err: (err ?? []).join('') });
    });
  });
}
