import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowances } from '../../../local/aws/allowances';
import { referenceOf } from '../../../local/aws/reference';
import { rules } from '../../../local/aws/rules';

const root = join(__dirname, '../../..');
const tests = new Map(
  readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts') && name !== 'rules.test.ts')
    .map((name) => [name.replace('.test.ts', ''), readFileSync(join(__dirname, name), 'utf8')]),
);
const testOf = (rule: string): string =>
  [...tests].find(([, text]) => text.includes(`'${rule}'`))?.[0] ?? 'none';

// The tests of a service say for each rule that it was this one that refused; here it only counts that none is left out.
test.each(Object.keys(rules))('%s has a test', (rule) => {
  expect(testOf(rule)).not.toBe('none');
});

test.each(allowances)('it has a test that $sentence', ({ test: [file, title] }) => {
  expect(tests.get(file)?.replaceAll('"', "'")).toContain(`'${title}'`);
});

test('every rule is a sentence with an error and a source', () => {
  for (const [id, { status, code, sentence, source }] of Object.entries(rules)) {
    expect({ id, status, code, sentence, source }).toEqual({
      id: expect.stringMatching(/^[a-z0-9-]+\/[a-z0-9-]+$/),
      status: expect.any(Number),
      code: expect.stringMatching(/^[A-Z]\w+(\.\w+)*$/),
      sentence: expect.stringMatching(/^[A-Za-z].*[^.]$/),
      source: expect.stringMatching(/\w/),
    });
  }
});

test('docs/local-aws.md is current', () => {
  expect(readFileSync(join(root, 'docs/local-aws.md'), 'utf8')).toBe(referenceOf(rules, allowances, testOf));
});

test('the reference has a table for each service, and marks what is assumed', () => {
  const row = {
    status: 400,
    code: 'Bad',
    sentence: 'a | b',
    source: 'assumed',
  };
  const text = referenceOf({ 'ram/x': row, 'app-mesh/y': row }, [], () => 'x');
  expect(text.slice(text.indexOf('## '))).toMatchInlineSnapshot(`
    "## Resource Access Manager

    | rule | what holds | error | source | test |
    | --- | --- | --- | --- | --- |
    | \`ram/x\` | a \\| b | 400 \`Bad\` | *assumed* | x |

    ## App Mesh

    | rule | what holds | error | source | test |
    | --- | --- | --- | --- | --- |
    | \`app-mesh/y\` | a \\| b | 400 \`Bad\` | *assumed* | x |

    ## What it lets pass, because AWS does

    | what happens | source | test |
    | --- | --- | --- |
    "
  `);
});
