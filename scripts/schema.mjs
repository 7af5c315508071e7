// Writes schema/topology.schema.json and docs/topology.md from the one source of both, core/topology/schema.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['core/topology/schema/index.ts'],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { referenceOf, topologyJsonSchema } = await import(`data:text/javascript;base64,${source}`);
const schema = topologyJsonSchema();
for (const [file, text] of [
  ['schema/topology.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
  ['docs/topology.md', referenceOf(schema)],
]) {
  writeFileSync(join(root, file), text);
  console.log(`wrote ${file}`);
}
