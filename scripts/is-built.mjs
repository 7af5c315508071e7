// Says in one line what a run before the first install would say in a stack trace.
import { existsSync } from 'node:fs';

if (!existsSync(new URL('../dist/program.js', import.meta.url))) {
  console.error('meshspan is not built yet; run npm install first');
  process.exitCode = 2;
}
