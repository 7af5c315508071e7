// Builds into dist/ what is run and what is published.
//
//   meshspan.js  the command: starts program.js with its compile cache
//   program.js   everything bundled except esbuild (a native program, which loads TypeScript topologies)
//   main.js      the cdktf app that cdktf.json names, everything bundled: starts without reading thousands of files
//   index.js     the library, without its peers: one copy of cdktf and constructs in the user's program
//   typescript.js  lets Node run a user's `main.ts`
//   types/       the library's declarations
//   NOTICES.txt  the licenses of everything that is bundled
//
// No source maps: the provider's modules contain theirs inline, which is two thirds of their size.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from './notices.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const peers = Object.keys(manifest.peerDependencies).flatMap((name) => [name, `${name}/*`]);
const libraries = Object.keys(manifest.dependencies);

const programs = [
  { from: 'cli/meshspan.ts', to: 'program.js', external: ['esbuild'] },
  { from: 'main.ts', to: 'main.js', external: ['esbuild'] },
  { from: 'index.ts', to: 'index.js', external: [...peers, ...libraries] },
];

/**
 * cdktf packs assets with archiver, and loads it with its dependencies whether there is an asset or not: a tenth of
 * a synth. In our bundles the first asset loads it.
 */
const lazyArchiver = {
  name: 'lazy-archiver',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^archiver$/ }, ({ importer, resolveDir }) =>
      importer.startsWith('lazy:') || importer === ''
        ? undefined
        : { path: `lazy:${resolveDir}`, namespace: 'lazy' },
    );
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: `module.exports = (...given) => require('archiver')(...given);`,
      resolveDir: path.slice('lazy:'.length),
    }));
  },
};

/** Written beside its place and then moved there: a program that starts meanwhile never reads half a file. */
function replace(file, text, mode = 0o644) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, file);
}

/** Bundles one program and returns the files in it. */
async function bundle({ from, to, external }) {
  const outfile = join(root, 'dist', to);
  const result = await build({
    absWorkingDir: root,
    entryPoints: [from],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // A program that runs from a compile cache has no loader for import(); require does as well.
    supported: { 'dynamic-import': false },
    external,
    sourcemap: false,
    // Half the bytes to read and scan at every start; names are kept, because messages contain them.
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [lazyArchiver],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  const [file] = result.outputFiles;
  replace(outfile, file.text);
  console.log(`built dist/${to} (${Math.ceil(file.contents.length / 1024)} kB)`);
  return Object.keys(result.metafile.inputs);
}

/** TypeScript's own launcher is run by this very Node: no shell, no path look-up. */
function declare() {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const { bin } = JSON.parse(readFileSync(typescript, 'utf8'));
  rmSync(join(root, 'dist/types'), { recursive: true, force: true });
  return spawnSync(
    process.execPath,
    [join(dirname(typescript), bin.tsc), '-p', 'tsconfig.declarations.json'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  ).status;
}

const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
mkdirSync(join(root, 'dist'), { recursive: true });

const inputs = await Promise.all(programs.map(bundle));
writeFileSync(join(root, 'dist/NOTICES.txt'), noticesOf(root, inputs.flat()));

replace(join(root, 'dist/typescript.js'), readFileSync(join(root, 'scripts/build/typescript.cjs'), 'utf8'));

/** The command that starts program.js, and its V8 compile cache, which a separate process writes. */
function launch() {
  replace(
    join(root, 'dist/meshspan.js'),
    readFileSync(join(root, 'scripts/build/launcher.cjs'), 'utf8'),
    0o755,
  );
  rmSync(join(root, 'dist/program.js.cache'), { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'meshspan-build-'));
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build/compile.cjs'), folder], {
    cwd: root,
  });
  rmSync(folder, { recursive: true, force: true });
  const kept = status === 0 && existsSync(join(root, 'dist/program.js.cache'));
  console.log(
    kept ? 'built dist/meshspan.js and its compile cache' : 'built dist/meshspan.js, without a compile cache',
  );
}
launch();

const status = declare();
if (status !== 0) process.exit(status ?? 1);
console.log('built dist/types/');
console.log(`done in ${seconds()}`);
