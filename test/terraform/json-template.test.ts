import * as fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fieldOf } from '../../core/base/json';
import { openText } from '../../core/topology';
import { filledText, jsonTemplate, type JsonTree } from '../../stacks/tasks/json';
import { quoted, terraformTexts } from '../../stacks/text';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';

let [folder, cliConfig] = ['', ''];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-json-'));
  const terraform = await setUpTerraform(join(folder, 'work'), undefined, { inPlace: true });
  if (!terraform.ok) throw new Error(terraform.problem);
  ({ cliConfig } = terraform);
});
afterAll(() => rmSync(folder, { recursive: true }));

const VALUE = String.raw`a "quoted" \ text` + '\nwith ${x} %{y} <&>';

/** What Terraform makes of templates, by their names, where the variable has that value. */
async function filledBy(templates: Readonly<Record<string, unknown>>): Promise<(name: string) => unknown> {
  const output = Object.fromEntries(Object.entries(templates).map(([name, value]) => [name, { value }]));
  writeFileSync(
    join(folder, 'main.tf.json'),
    JSON.stringify({ variable: { any: { type: 'string' }, count_of: { type: 'number' } }, output }),
  );
  const args = [
    'apply',
    '-auto-approve',
    '-input=false',
    '-no-color',
    '-var=count_of=3',
    `-var=any=${VALUE}`,
  ];
  const result = await runTerraform(args, { cwd: folder, cliConfig });
  if (result.kind !== 'exited' || result.code !== 0) throw new Error(JSON.stringify(result));
  const state: unknown = JSON.parse(readFileSync(join(folder, 'terraform.tfstate'), 'utf8'));
  return (name) => fieldOf(state, 'outputs', name, 'value');
}

/** The same of templates of JSON, parsed. */
async function evaluated(trees: Readonly<Record<string, JsonTree>>): Promise<(name: string) => unknown> {
  const of = await filledBy(
    Object.fromEntries(
      Object.entries(trees).map(([name, tree]) => [name, jsonTemplate(tree, () => '${var.any}')]),
    ),
  );
  return (name) => JSON.parse(String(of(name)));
}

const any = openText('any');

test('a value with quotes, line breaks and templates stays one text', async () => {
  const authority = { kind: 'authority-arn', authority: 'root' } as const;
  const of = await evaluated({
    parameter: { environment: [{ name: 'A', value: any }] },
    inside: [`<${any}|${any}>`],
    value: [filledText('arn=', authority, '$')],
    number: [`${openText('count_of')} tasks`],
    dollar: [`$${any}`, `%${any}`, '$', '%'],
    keys: { [`a"${any}`]: true, gone: undefined, count: 2 },
  });
  expect(of('parameter')).toEqual({ environment: [{ name: 'A', value: VALUE }] });
  expect(of('inside')).toEqual([`<${VALUE}|${VALUE}>`]);
  expect(of('value')).toEqual([`arn=${VALUE}$`]);
  expect(of('number')).toEqual(['3 tasks']);
  expect(of('dollar')).toEqual([`$${VALUE}`, `%${VALUE}`, '$', '%']);
  expect(of('keys')).toEqual({ [`a"${VALUE}`]: true, count: 2 });
});

/** Texts of what a template could take for its own, with and without the variable. */
const arbitraryTexts: readonly string[] = fc.sample(
  fc
    .array(fc.constantFrom('$', '{', '%', '}', '"', '\\', '\n', '\u2028', 'ä', '<', any, 'x'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
  { numRuns: 200, seed: 12 },
);
const withValue = arbitraryTexts.map((text) => text.replaceAll(any, VALUE));

test('any text is what it was in JSON', async () => {
  const of = await evaluated({ texts: arbitraryTexts });
  expect(of('texts')).toEqual(withValue);
});

test('any text is what it was as a text of its own, and inside an expression', async () => {
  const templates = [...arbitraryTexts, `%$${any}`].map(terraformTexts);
  const of = await filledBy({
    own: templates,
    inside: `\${[${templates.map(quoted).join(', ')}]}`,
  });
  expect(of('own')).toEqual([...withValue, `%$${VALUE}`]);
  expect(of('inside')).toEqual([...withValue, `%$${VALUE}`]);
});
