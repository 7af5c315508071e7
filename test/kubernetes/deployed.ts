import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordOf } from '../../core/base/json';
import { installProvider, type Kubernetes } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { providersFor } from '../../terraform/needed-provider';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';
import { synthesizedTo } from '../cases/synthesized';

type Json = Readonly<Record<string, unknown>>;

/** What the stacks of AWS have put out, as far as a stack of Kubernetes reads it. */
const known = ({ url, authority }: Kubernetes, output: string): string => {
  if (output.startsWith('eks_endpoint')) return url;
  if (output.startsWith('eks_certificate_authority')) return Buffer.from(authority).toString('base64');
  return output.replaceAll('_', '-');
};

/** A stack of Kubernetes as the real Terraform deploys it. */
export interface Deployed {
  /** Synthesizes a topology, and applies its stack. */
  readonly apply: (written: object) => Promise<void>;
  /** Addresses that a plan would change. */
  readonly changes: () => Promise<readonly string[]>;
  /** The state. */
  readonly state: () => string;
  readonly destroy: () => Promise<void>;
}

/**
 * @param folder for the stack
 * @param stack its name
 */
export async function deployedTo(kubernetes: Kubernetes, folder: string, stack: string): Promise<Deployed> {
  const home = join(folder, 'out', 'stacks', stack);
  const state = join(folder, 'state.tfstate');
  let cliConfig = '';
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  const mirror = built.path;
  const terraform = async (...words: readonly string[]): Promise<string> => {
    const result = await runTerraform(words, {
      cwd: home,
      cliConfig,
      add: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'none' },
    });
    if (result.kind === 'exited' && result.code === 0) return result.stdout;
    const said = result.kind === 'not-started' ? result.problem : result.stderr;
    throw new Error(`terraform ${words.join(' ')}: ${said}`);
  };
  const write = async (written: object): Promise<void> => {
    synthesizedTo(join(folder, 'out'), written);
    const file = join(home, 'cdk.tf.json');
    const text = JSON.parse(readFileSync(file, 'utf8')) as Json;
    writeFileSync(file, JSON.stringify(withoutAws(text, kubernetes, state), null, 1));
    const setUp = await setUpTerraform(join(folder, 'work'), providersFor([text]), {
      inPlace: true,
      mirrors: [mirror],
    });
    if (!setUp.ok) throw new Error(setUp.problem);
    ({ cliConfig } = setUp);
  };
  mkdirSync(home, { recursive: true });
  return {
    apply: async (written) => {
      await write(written);
      await terraform('init', '-no-color', '-reconfigure');
      await terraform('apply', '-no-color', '-auto-approve');
    },
    changes: async () => {
      const lines = (await terraform('plan', '-json')).split('\n').filter((line) => line !== '');
      return lines.flatMap((line) => {
        const { type, change } = JSON.parse(line) as {
          readonly type: string;
          readonly change?: { readonly resource: { readonly addr: string } };
        };
        return type === 'planned_change' && change !== undefined ? [change.resource.addr] : [];
      });
    },
    state: () => readFileSync(state, 'utf8'),
    destroy: async () => {
      await terraform('destroy', '-no-color', '-auto-approve');
    },
  };
}

/**
 * The stack without AWS: outputs of other stacks and what AWS says of a cluster are values, the provider signs tokens with keys
 * of nobody, and new pods count as ready at once.
 */
function withoutAws(stack: Json, kubernetes: Kubernetes, path: string): Json {
  const locals = Object.fromEntries(
    Object.entries(recordOf(stack['locals'])).map(([name, expression]) => {
      const output = /\.outputs\.(\w+)/.exec(String(expression))?.[1] ?? '';
      return [name, known(kubernetes, output)];
    }),
  );
  const aws = (recordOf(stack['provider'])['aws'] as readonly Json[]).map(({ alias, region }) => ({
    ...(alias !== undefined && { alias }),
    region,
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: true,
  }));
  const { terraform, data: _, ...others } = stack;
  const text = JSON.stringify({
    ...others,
    locals,
    provider: { ...recordOf(stack['provider']), aws },
    terraform: { ...recordOf(terraform), backend: { local: { path } } },
  });
  const inKubernetes = text.replaceAll(
    /(\$\{)?data\.aws_eks_cluster\.[\w-]+\.(name|endpoint|certificate_authority\[0\]\.data)\}?/g,
    (_all, isText: string | undefined, attribute: string) => {
      const value = known(kubernetes, `eks_${attribute}`);
      return isText === undefined ? JSON.stringify(JSON.stringify(value)).slice(1, -1) : value;
    },
  );
  const sooner = inKubernetes.replaceAll(/"min_ready_seconds":\d+/g, '"min_ready_seconds":1');
  return JSON.parse(sooner.replaceAll('"10m"', '"4m"')) as Json;
}
