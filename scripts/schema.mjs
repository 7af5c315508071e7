// Writes schema/topology.schema.json and docs/topology.md from the one source of both, core/topology/schema.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, root } from './load.mjs';

const { referenceOf, topologyJsonSchema } = await load('core/topology/schema/index');
const schema = topologyJsonSchema();
for (const [file, text] of [
  ['schema/topology.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
  ['docs/topology.md', referenceOf(schema)],
]) {
  writeFileSync(join(root, file), text);
  console.log(`wrote ${file}`);
}
