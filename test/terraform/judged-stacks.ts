import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTerraform } from '../../terraform/command';
import { providersFor } from '../../terraform/needed-provider';
import { setUpTerraform } from '../../terraform/set-up';
import { synthesizedTo } from '../cases/synthesized';

// One Terraform judges all stacks of all topologies, as modules of one root: a process for each would load the schema of
// the provider again.

/** True of every stack here, since its backend is not that of the root. */
const ignored = ['Backend configuration ignored', 'Provider development overrides are in effect'];

export interface Told {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string };
}

/**
 * What Terraform and the real providers have to say about stacks, by the text of each.
 * @param mirrors folders with providers, besides those of the machine
 */
export async function judged(
  folder: string,
  texts: ReadonlySet<string>,
  mirrors: readonly string[] = [],
): Promise<ReadonlyMap<string, readonly Told[]>> {
  const root = mkdtempSync(join(folder, 'root-'));
  const modules = [...texts].map((text, index) => ({ text, name: `m${index}` }));
  for (const { text, name } of modules) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'cdk.tf.json'), text);
  }
  const calls = modules.map(({ text, name }) => {
    const { variable = {} } = JSON.parse(text) as {
      readonly variable?: Readonly<Record<string, { readonly type: string }>>;
    };
    const values = Object.entries(variable).map(([variableName, { type }]) => [
      variableName,
      type.startsWith('list') ? ['${var.any}'] : '${var.any}',
    ]);
    return [name, { source: `./${name}`, ...Object.fromEntries(values) }];
  });
  const content = { variable: { any: { type: 'string' } }, module: Object.fromEntries(calls) };
  writeFileSync(join(root, 'main.tf.json'), JSON.stringify(content));

  const needed = providersFor([...texts].map((text): unknown => JSON.parse(text)));
  const terraform = await setUpTerraform(join(folder, 'work'), needed, { inPlace: true, mirrors });
  if (!terraform.ok) throw new Error(terraform.problem);
  const run = async (...args: readonly string[]): Promise<string> => {
    const result = await runTerraform(args, { cwd: root, cliConfig: terraform.cliConfig });
    if (result.kind !== 'exited') throw new Error(result.problem);
    return result.stdout;
  };
  await run('init', '-backend=false', '-no-color');
  const { diagnostics } = JSON.parse(await run('validate', '-json')) as {
    readonly diagnostics: readonly Told[];
  };
  const relevant = diagnostics.filter(({ summary }) => !ignored.includes(summary));
  const of = (name: string): readonly Told[] =>
    relevant.filter(({ range }) => range === undefined || range.filename.startsWith(`${name}/`));
  // What names none of them is about the root, and therefore about all.
  return new Map(modules.map(({ text, name }) => [text, of(name)]));
}

/** The texts of the stacks of each topology, and what there is to say about each text. */
export interface Judged {
  readonly textsOf: ReadonlyMap<string, readonly string[]>;
  readonly verdicts: ReadonlyMap<string, readonly Told[]>;
}

/**
 * Synthesizes topologies below a folder, and has all their stacks judged.
 * @param mirrors folders with providers, besides those of the machine
 */
export async function judgedTopologies(
  folder: string,
  topologies: Readonly<Record<string, unknown>>,
  mirrors: readonly string[] = [],
): Promise<Judged> {
  const textsOf = new Map<string, readonly string[]>();
  for (const [name, written] of Object.entries(topologies)) {
    const out = join(folder, name.replaceAll(' ', '-'));
    const stacks = synthesizedTo(out, written);
    textsOf.set(
      name,
      stacks.map((stack) => readFileSync(join(out, 'stacks', stack, 'cdk.tf.json'), 'utf8')),
    );
  }
  return { textsOf, verdicts: await judged(folder, new Set([...textsOf.values()].flat()), mirrors) };
}
