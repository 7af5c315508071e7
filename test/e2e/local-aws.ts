import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { installMoto, startMoto } from '../../local/moto';
import { cacheFolder } from '../../local/packages';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';

const root = join(__dirname, '../..');
export const region = 'us-west-2';
/** The aliases of `stacksIn`, and whose they are. */
const accounts = { owner: '111111111111', member: '222222222222' };

/** Terraform's JSON, without providers: every resource names `aws.owner` or `aws.member`. */
export interface Stack {
  readonly resource: object;
  readonly data?: object;
  readonly output?: object;
}

/** The real Terraform on a local AWS with moto. */
export interface Trial {
  readonly aws: LocalAws;
  /** Applies, plans again (which must find nothing to do) and returns the outputs and how many seconds it took. */
  apply(
    name: string,
    stack: Stack,
  ): Promise<{ outputs: Record<string, string>; added: number; seconds: number }>;
  /** What a command says, with its exit code. */
  run(name: string, args: readonly string[]): Promise<{ code: number; said: string; seconds: number }>;
  destroy(name: string): Promise<number>;
  end(): Promise<void>;
}

export async function newTrial(): Promise<Trial> {
  const installed = await installMoto(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const started = await startMoto(installed.python);
  if (!started.ok) throw new Error(started.problem);
  const setUp = await setUpTerraform(join(root, '.meshspan'));
  if (!setUp.ok) throw new Error(setUp.problem);
  const aws = await startLocalAws({ moto: started.moto.url });
  const folder = mkdtempSync(join(tmpdir(), 'trial-'));

  const run: Trial['run'] = async (name, args) => {
    const cwd = join(folder, name);
    const result = await runTerraform(args, { cwd, cliConfig: setUp.cliConfig, add: aws.environment });
    if (result.kind !== 'exited') throw new Error(result.problem);
    return { code: result.code, said: result.stdout + result.stderr, seconds: result.seconds };
  };
  const succeeded = async (name: string, args: readonly string[]) => {
    const result = await run(name, args);
    if (result.code !== 0) throw new Error(`terraform ${args.join(' ')} in ${name}:\n${result.said}`);
    return result;
  };
  return {
    aws,
    run,
    async apply(name, stack) {
      const cwd = join(folder, name);
      writeStack(cwd, stack);
      await succeeded(name, ['init', '-no-color']);
      const { said, seconds } = await succeeded(name, ['apply', '-auto-approve', '-no-color']);
      await succeeded(name, ['plan', '-detailed-exitcode', '-no-color']);
      const shown = await succeeded(name, ['output', '-json']);
      const outputs = JSON.parse(shown.said) as Record<string, { value: string }>;
      return {
        added: Number(/(\d+) added/.exec(said)?.[1]),
        seconds,
        outputs: Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value])),
      };
    },
    async destroy(name) {
      const { said } = await succeeded(name, ['destroy', '-auto-approve', '-no-color']);
      return Number(/(\d+) destroyed/.exec(said)?.[1]);
    },
    async end() {
      await aws.close();
      await started.moto.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function writeStack(folder: string, stack: Stack): void {
  const provider = Object.entries(accounts).map(([alias, account]) => ({
    alias,
    region,
    allowed_account_ids: [account],
    assume_role: [{ role_arn: `arn:aws:iam::${account}:role/deploy` }],
  }));
  const content = {
    terraform: {
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
    },
    provider: { aws: provider },
    ...stack,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(content, undefined, 2));
}
