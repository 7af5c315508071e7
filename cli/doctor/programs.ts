import type { Need } from '../../core/doctor';
import { terraformVersion } from '../../terraform/version';
import type { Target } from '../local/target';
import { runProgram } from '../program';
import { ok, problem, unknown, type Found } from './found';

const OLDEST_NODE = 20;

/** How each program tells its version, and where it comes from. */
const PROGRAMS = {
  aws: [['--version'], 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'],
  'session-manager-plugin': [
    ['--version'],
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html',
  ],
  kubectl: [['version', '--client'], 'https://kubernetes.io/docs/tasks/tools/'],
} as const;

/** Whether a program is there, and which version. */
export async function programFound(
  { session, meant }: Target,
  { program, by, isOptional }: Extract<Need, { kind: 'program' }>,
): Promise<Found> {
  const { env } = session.io;
  if (program === 'node') {
    const { node } = process.versions;
    return Number.parseInt(node, 10) >= OLDEST_NODE
      ? ok(node)
      : problem(node, `install ${OLDEST_NODE} or newer from https://nodejs.org`);
  }
  if (program === 'terraform') {
    const found = await terraformVersion({ from: env });
    return found.ok ? ok(found.version) : problem('none that will do', found.problem);
  }
  const [words, from] = PROGRAMS[program];
  const ran = await runProgram([program, ...words], { env, timeoutMs: 30_000 });
  if (ran.kind === 'exited' && ran.code === 0) return ok(`${ran.out}${ran.err}`.trim().split('\n')[0] ?? '');
  if (program === 'aws' && meant.kind === 'local') return ok('the one of the local AWS');
  const found = `none on PATH; ${by} ${by.includes(' and ') ? 'need' : 'needs'} it`;
  return isOptional ? unknown(found) : problem(found, `install it from ${from}`);
}
