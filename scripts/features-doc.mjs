// Writes docs/data-planes.md from what each data plane makes of every field of a topology.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, root } from './load.mjs';

const { dataPlanes, featuresReferenceOf } = await load(
  'core/report/features-reference',
  'core/dataplane/data-planes',
);
writeFileSync(join(root, 'docs/data-planes.md'), featuresReferenceOf(dataPlanes));
console.log('wrote docs/data-planes.md');
