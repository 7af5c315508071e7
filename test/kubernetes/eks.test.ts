import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providers } from '../../core/planner';
import { installProvider } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { startWholeLocalAws, type WholeLocalAws } from '../../local/whole';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';
import { clusterStack, eksStack } from './eks-stack';

let whole: WholeLocalAws | undefined;
let folder = '';
let cliConfig = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eks-'));
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  const setUp = await setUpTerraform(join(folder, 'work'), Object.values(providers), {
    inPlace: true,
    mirrors: [built.path],
  });
  if (!setUp.ok) throw new Error(setUp.problem);
  ({ cliConfig } = setUp);
  const started = await startWholeLocalAws({ motoCache: cacheFolder() });
  if (!started.ok) throw new Error(started.problem);
  ({ whole } = started);
});
afterAll(async () => {
  await whole?.close();
  rmSync(folder, { recursive: true });
});

/** Runs Terraform in the folder of a stack. */
async function terraform(stack: string, content: object, ...args: readonly string[]) {
  const cwd = join(folder, stack);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify(content));
  const result = await runTerraform([...args, '-no-color'], {
    cwd,
    cliConfig,
    add: whole?.aws.environment ?? {},
  });
  if (result.kind !== 'exited') throw new Error(result.problem);
  return result;
}

async function succeeds(stack: string, content: object, ...args: readonly string[]): Promise<string> {
  const t = performance.now();
  const { code, stdout, stderr } = await terraform(stack, content, ...args);
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
  console.log(stack, args.join(' '), performance.now() - t, stdout.match(/.*complete after.*/g)?.join('\n'));
  return stdout;
}

test('a cluster', async () => {
  await succeeds('aws', eksStack(2), 'apply', '-auto-approve');
  const p = await terraform('aws', eksStack(2), 'plan', '-detailed-exitcode');
  console.log(p.code, p.code === 0 ? '' : p.stdout);
  await succeeds('inside', clusterStack('app:1'), 'apply', '-auto-approve');
  console.log((await terraform('inside', clusterStack('app:1'), 'plan', '-detailed-exitcode')).code);
  await succeeds('inside', clusterStack('app:2'), 'apply', '-auto-approve');
  await succeeds('inside', clusterStack('app:2'), 'destroy', '-auto-approve');
  await succeeds('aws', eksStack(3), 'apply', '-auto-approve');
  await succeeds('aws', eksStack(3), 'destroy', '-auto-approve');
});
