import * as fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fieldOf } from '../../core/base/json';
import { openText } from '../../core/topology';
import { filledText, jsonTemplate, type JsonTree } from '../../stacks/tasks/json';
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
async function evaluated(trees: Readonly<Record<string, JsonTree>>): Promise<(name: string) => unknown> {
  const output = Object.fromEntries(
    Object.entries(trees).map(([name, tree]) => [name, { value: jsonTemplate(tree, () => '${var.any}') }]),
  );
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
  return (name) => JSON.parse(String(fieldOf(state, 'outputs', name, 'value')));
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

test('any text is what it was', async () => {
  const pieces = fc.constantFrom('$', '{', '%', '}', '"', '\\', '\n', '\u2028', 'ä', '<', any, 'x');
  const texts = fc.sample(
    fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
    { numRuns: 200, seed: 12 },
  );
  const of = await evaluated({ texts });
  expect(of('texts')).toEqual(texts.map((text) => text.replaceAll(any, VALUE)));
});
