import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowances } from '../../../local/aws/allowances';
import { referenceOf, testNaming } from '../../../local/aws/reference';
import { rules } from '../../../local/aws/rules';

const root = join(__dirname, '../../..');
const tests = new Map(
  readdirSync(__dirname)
    .toSorted()
    .filter((name) => name.endsWith('.test.ts') && name !== 'rules.test.ts')
    .map((name) => [name.replace('.test.ts', ''), readFileSync(join(__dirname, name), 'utf8')]),
);

// The tests of a service say for each rule that it was this one that refused; here it only counts that none is left out.
test.each(Object.keys(rules))('%s is named in a test', (rule) => {
  expect(testNaming(rule, tests)).toBeDefined();
});

test('a file for the rules of a service takes precedence over others that name the rule', () => {
  const texts = new Map([
    ['a', `'ram/x' 'ram/y'`],
    ['b-rules', `'ram/x'`],
    ['c', `'ram/y' ram/z`],
  ]);
  expect(['ram/x', 'ram/y', 'ram/z'].map((rule) => testNaming(rule, texts))).toEqual([
    'b-rules',
    'a',
    undefined,
  ]);
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
  expect(readFileSync(join(root, 'docs/local-aws.md'), 'utf8')).toBe(referenceOf(rules, allowances, tests));
});

test('the reference has a table for each service, and marks what is assumed', () => {
  const row = {
    status: 400,
    code: 'Bad',
    sentence: 'a | b',
    source: 'assumed',
  };
  const text = referenceOf({ 'ram/x': row, 'app-mesh/y': row }, [], new Map([['x', `'ram/x'`]]));
  expect(text.slice(text.indexOf('## '), text.indexOf('## What a role'))).toMatchInlineSnapshot(`
    "## Resource Access Manager

    | rule | what holds | error | source | test |
    | --- | --- | --- | --- | --- |
    | \`ram/x\` | a \\| b | 400 \`Bad\` | *assumed* | x |

    ## App Mesh

    | rule | what holds | error | source | test |
    | --- | --- | --- | --- | --- |
    | \`app-mesh/y\` | a \\| b | 400 \`Bad\` | *assumed* | none |

    ## What it accepts, because AWS does

    | what happens | source | test |
    | --- | --- | --- |

    "
  `);
  expect(text.slice(text.indexOf('## What a role'))).toMatch(/\| acm \| .*ExportCertificate/);
});
