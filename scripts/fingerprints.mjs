// Reports whether a change of the code changes anything that users get: a hash of every file that `synth` writes, and of
// what `plan --json` and `check --json` print, for every variant of the tests and for random meshes of a fixed seed.
//
//   node scripts/fingerprints.mjs record FILE     before the change
//   node scripts/fingerprints.mjs compare FILE    after it: exit code 1, and the names of what differs
//
// It runs the built command, so that it does not depend on the source.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SEED = 20261128;
const RANDOM_MESHES = 40;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [action, file] = process.argv.slice(2);
if (!['record', 'compare'].includes(action) || file === undefined) {
  console.error('usage: node scripts/fingerprints.mjs record|compare FILE');
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'meshspan-fingerprints-'));
try {
  const found = Object.assign(
    {},
    ...Object.entries(await topologies()).map(([name, written]) => fingerprintsOf(name, written)),
  );
  if (action === 'record') {
    writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
    console.log(`${Object.keys(found).length} fingerprints recorded in ${file}`);
  } else {
    compare(JSON.parse(readFileSync(file, 'utf8')), found);
  }
} finally {
  rmSync(work, { recursive: true });
}

/** The topologies as users write them, by name. */
async function topologies() {
  const outfile = join(root, '.meshspan/fingerprints.cjs');
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    absWorkingDir: root,
    stdin: {
      contents: `
        import * as fc from 'fast-check';
        import { arbitraryMesh, writtenOfMesh } from './core/planner/arbitrary';
        export { variants } from './cases/variants';
        const withRetired = fc.tuple(arbitraryMesh, fc.array(fc.nat(5), { minLength: 12, maxLength: 12 }));
        export const random = fc.sample(withRetired, { seed: ${SEED}, numRuns: ${RANDOM_MESHES} }).map(([mesh, dice]) => {
          const keys = mesh.accounts.flatMap(({ key }) => [key, key + '-app']);
          return writtenOfMesh(mesh, keys.filter((_, index) => dice[index] === 0));
        });
      `,
      resolveDir: join(root, 'test'),
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['esbuild'],
  });
  const { variants, random } = createRequire(import.meta.url)(outfile);
  return { ...variants, ...Object.fromEntries(random.map((written, index) => [`random ${index}`, written])) };
}

/** The hashes of all output for one topology. */
function fingerprintsOf(name, written) {
  const folder = join(work, name.replaceAll(' ', '-'));
  mkdirSync(folder);
  writeFileSync(join(folder, 'topology.json'), JSON.stringify(written));
  const run = (...words) => {
    const done = spawnSync(process.execPath, [join(root, 'dist/meshspan.js'), ...words], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, NO_COLOR: '1' },
    });
    return `${done.status}\n${done.stdout}\n${done.stderr}`;
  };
  const said = {
    check: run('check', '--json'),
    plan: run('plan', '--json'),
    synth: run('synth', '--out', 'out'),
  };
  const stacks = join(folder, 'out/stacks');
  const files = Object.fromEntries(
    (said.synth.startsWith('0') ? readdirSync(stacks).toSorted() : []).map((stack) => [
      `stack ${stack}`,
      readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8'),
    ]),
  );
  return Object.fromEntries(
    Object.entries({ ...said, ...files }).map(([what, text]) => [
      `${name}: ${what}`,
      createHash('sha256').update(text).digest('hex'),
    ]),
  );
}

function compare(before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => before[name] !== after[name]);
  for (const name of changed) {
    const what = !(name in after) ? 'is gone' : !(name in before) ? 'is new' : 'is different';
    console.log(`${name} ${what}`);
  }
  console.log(`${names.length} fingerprints, ${changed.length} changed`);
  process.exitCode = changed.length === 0 ? 0 : 1;
}
