// Writes schema/topology.schema.json from the one source of it, core/topology/schema.
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
const { topologyJsonSchema } = await import(`data:text/javascript;base64,${source}`);
const file = join(root, 'schema/topology.schema.json');
writeFileSync(file, `${JSON.stringify(topologyJsonSchema(), null, 2)}\n`);
console.log('wrote schema/topology.schema.json');
