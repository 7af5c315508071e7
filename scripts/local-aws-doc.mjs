// Writes docs/local-aws.md from the rules that the local AWS enforces, and docs/local-aws-moto.md from what it corrects.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { outputFiles } = await build({
  absWorkingDir: root,
  stdin: {
    contents: `
      export { correctionsReferenceOf } from './corrections/reference';
      export { corrections } from './corrections/table';
      export { allowances } from './allowances';
      export { referenceOf } from './reference';
      export { rules } from './rules';
    `,
    resolveDir: join(root, 'local/aws'),
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { allowances, corrections, correctionsReferenceOf, referenceOf, rules } = await import(
  `data:text/javascript;base64,${source}`
);
const files = readdirSync(join(root, 'test/local/aws'))
  .toSorted()
  .filter((name) => name.endsWith('.test.ts') && name !== 'rules.test.ts')
  .map((name) => [name.replace('.test.ts', ''), readFileSync(join(root, 'test/local/aws', name), 'utf8')]);
writeFileSync(join(root, 'docs/local-aws.md'), referenceOf(rules, allowances, new Map(files)));
writeFileSync(join(root, 'docs/local-aws-moto.md'), correctionsReferenceOf(corrections));
console.log('wrote docs/local-aws.md and docs/local-aws-moto.md');
