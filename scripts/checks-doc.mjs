// Writes docs/checks.md from the verdicts, their reasons, the rules that decide them, and the rules of all findings.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, root } from './load.mjs';

const { allRules, checksReferenceOf } = await load('core/report/checks-reference', 'sources/all-rules');
writeFileSync(join(root, 'docs/checks.md'), checksReferenceOf(allRules));
console.log('wrote docs/checks.md');
