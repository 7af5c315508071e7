// Writes docs/local-aws.md from the rules that the local AWS enforces, and docs/local-aws-moto.md from its corrections.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, root } from './load.mjs';

const { allowances, corrections, correctionsReferenceOf, referenceOf, rules } = await load(
  'local/aws/corrections/reference',
  'local/aws/corrections/table',
  'local/aws/allowances',
  'local/aws/reference',
  'local/aws/rules',
);
const files = readdirSync(join(root, 'test/local/aws'))
  .toSorted()
  .filter((name) => name.endsWith('.test.ts') && name !== 'rules.test.ts')
  .map((name) => [name.replace('.test.ts', ''), readFileSync(join(root, 'test/local/aws', name), 'utf8')]);
writeFileSync(join(root, 'docs/local-aws.md'), referenceOf(rules, allowances, new Map(files)));
writeFileSync(join(root, 'docs/local-aws-moto.md'), correctionsReferenceOf(corrections));
console.log('wrote docs/local-aws.md and docs/local-aws-moto.md');
