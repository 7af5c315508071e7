import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * The exports of a TypeScript program in the folder `work`, bundled as one file, as the command is. Other files of that
 * folder are there already.
 */
export async function bundled(root, work, name, program) {
  writeFileSync(join(work, `${name}.ts`), program);
  const outfile = join(work, `${name}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [join(work, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
    external: ['esbuild'],
  });
  return createRequire(import.meta.url)(outfile);
}
