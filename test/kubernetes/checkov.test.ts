import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installProvider } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { runTerraform } from '../../terraform/command';
import { providersFor } from '../../terraform/needed-provider';
import { setUpTerraform } from '../../terraform/set-up';
import { exampleOn } from '../cases/examples';
import { synthesizedTo } from '../cases/synthesized';
import { installCheckov } from '../checkov/install';
import { checked } from '../checkov/run';
import { podSuppressions, suppressions } from '../checkov/suppressions';
import { offline } from './offline';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubernetes-checkov-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The plan of a stack as JSON, in a file. */
async function planned(stack: string, mirror: string): Promise<string> {
  const home = join(folder, 'plans', stack);
  mkdirSync(home, { recursive: true });
  const text = readFileSync(join(folder, 'out', 'stacks', stack, 'cdk.tf.json'), 'utf8');
  const root = offline(JSON.parse(text) as Record<string, unknown>);
  writeFileSync(join(home, 'cdk.tf.json'), JSON.stringify(root));
  const setUp = await setUpTerraform(join(folder, 'work'), providersFor([root]), {
    inPlace: true,
    mirrors: [mirror],
  });
  if (!setUp.ok) throw new Error(setUp.problem);
  const terraform = async (...words: readonly string[]): Promise<string> => {
    const result = await runTerraform(words, { cwd: home, cliConfig: setUp.cliConfig });
    if (result.kind === 'exited' && result.code === 0) return result.stdout;
    throw new Error(`${stack}: ${result.kind === 'exited' ? result.stderr : result.problem}`);
  };
  await terraform('init', '-no-color');
  await terraform('plan', '-no-color', '-out=plan');
  const file = join(home, 'plan.json');
  writeFileSync(file, await terraform('show', '-json', 'plan'));
  return file;
}

test('clusters of EKS and what runs there pass checkov, but for what has a reason', async () => {
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  synthesizedTo(join(folder, 'out'), exampleOn('yelb-eks', 'envoy'));
  const files: string[] = [];
  for (const stack of ['backend', 'frontend', 'backend-kubernetes', 'frontend-kubernetes'])
    files.push(await planned(stack, built.path));
  const fired = await checked(await installCheckov(), files);
  const excused = new Set([...suppressions, ...podSuppressions].map(({ check }) => check));
  expect(fired.filter(({ check }) => !excused.has(check))).toEqual([]);
  const checks = new Set(fired.map(({ check }) => check));
  expect(podSuppressions.map(({ check }) => check).filter((check) => !checks.has(check))).toEqual([]);
});
