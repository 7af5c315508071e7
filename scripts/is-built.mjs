// Reports in one line what would otherwise be a stack trace when the command runs before the first install.
import { existsSync } from 'node:fs';

if (!existsSync(new URL('../dist/program.js', import.meta.url))) {
  console.error('meshspan is not built yet; run npm install first');
  process.exitCode = 2;
}
