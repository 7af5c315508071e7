import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';
import { synthesizedTo } from '../cases/synthesized';
import { envoyVariants } from '../cases/envoy-variants';
import { variants } from '../cases/variants';

// One Terraform judges all stacks of all variants, as modules of one root: a process for each would load the schema of

const all = {
  ...variants,
  ...Object.fromEntries(
    Object.entries(envoyVariants).map(([name, written]) => [`${name} on Envoy`, written]),
  ),
};

/** True of every stack here, since its backend is not that of the root. */
const ignored = ['Backend configuration ignored', 'Provider development overrides are in effect'];

interface Told {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-stacks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Terraform and the real provider have to say about stacks, by the text of each. */
async function judged(texts: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly Told[]>> {
  const root = mkdtempSync(join(folder, 'root-'));
  const modules = [...texts].map((text, index) => ({ text, name: `m${index}` }));
  for (const { text, name } of modules) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, 'cdk.tf.json'), text);
  }
  const calls = modules.map(({ text, name }) => {
    const { variable = {} } = JSON.parse(text) as { readonly variable?: object };
    const values = Object.keys(variable).map((variableName) => [variableName, '${var.any}']);
    return [name, { source: `./${name}`, ...Object.fromEntries(values) }];
  });
  const content = { variable: { any: { type: 'string' } }, module: Object.fromEntries(calls) };
  writeFileSync(join(root, 'main.tf.json'), JSON.stringify(content));

  const terraform = await setUpTerraform(join(folder, 'work'), undefined, { inPlace: true });
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

describe('the real provider accepts', () => {
  /** The text of each stack, by the name of the variant. */
  const textsOf = new Map<string, readonly string[]>();
  let verdicts: ReadonlyMap<string, readonly Told[]>;
  beforeAll(async () => {
    for (const [name, written] of Object.entries(all)) {
      const out = join(folder, name.replaceAll(' ', '-'));
      const stacks = synthesizedTo(out, written);
      textsOf.set(
        name,
        stacks.map((stack) => readFileSync(join(out, 'stacks', stack, 'cdk.tf.json'), 'utf8')),
      );
    }
    verdicts = await judged(new Set([...textsOf.values()].flat()));
  });

  test.each(Object.keys(all))('every stack of "%s"', (name) => {
    const texts = textsOf.get(name) ?? [];
    expect(texts.length).toBeGreaterThan(0);
    // Warnings count: a deprecated argument today is an error with the next provider.
    expect(texts.map((text) => verdicts.get(text))).toEqual(texts.map(() => []));
  });

  test('every stack on Envoy, in which nothing of App Mesh is', () => {
    const texts = Object.keys(all)
      .filter((name) => name.endsWith(' on Envoy'))
      .flatMap((name) => textsOf.get(name) ?? []);
    expect(texts.length).toBeGreaterThan(Object.keys(envoyVariants).length);
    expect(texts.filter((text) => /appmesh|mesh_owner/.test(text))).toEqual([]);
  });
});

test('the real provider refuses a stack with an argument that it does not know', async () => {
  const stack = (mesh: object): string =>
    JSON.stringify({
      provider: { aws: [{ region: 'us-west-2' }] },
      resource: { aws_appmesh_mesh: { yelb: { name: 'yelb', ...mesh } } },
    });
  const verdicts = await judged(new Set([stack({}), stack({ colour: 'blue' })]));
  expect(verdicts.get(stack({}))).toEqual([]);
  expect(verdicts.get(stack({ colour: 'blue' }))).toMatchObject([
    { severity: 'error', detail: 'No argument or block type is named "colour".' },
  ]);
});
