import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceOf } from '../../../local/aws/reference';
import { rules } from '../../../local/aws/rules';

const root = join(__dirname, '../../..');
const tests = readdirSync(join(root, 'test/local'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(root, 'test/local', name), 'utf8'));

// The tests of a service say for each rule that it was this one that refused; here it only counts that none is left out.
test.each(Object.keys(rules))('%s has a test', (rule) => {
  expect(tests.some((text) => text.includes(`'${rule}'`))).toBe(true);
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
  expect(readFileSync(join(root, 'docs/local-aws.md'), 'utf8')).toBe(referenceOf(rules));
});

test('the reference has a table for each service, and marks what is assumed', () => {
  const row = {
    status: 400,
    code: 'Bad',
    sentence: 'a | b',
    source: 'assumed',
  };
  const text = referenceOf({ 'ram/x': row, 'app-mesh/y': row });
  expect(text.slice(text.indexOf('## '))).toMatchInlineSnapshot(`
    "## Resource Access Manager

    | rule | what holds | error | source |
    | --- | --- | --- | --- |
    | \`ram/x\` | a \\| b | 400 \`Bad\` | *assumed* |

    ## App Mesh

    | rule | what holds | error | source |
    | --- | --- | --- | --- |
    | \`app-mesh/y\` | a \\| b | 400 \`Bad\` | *assumed* |
    "
  `);
});
