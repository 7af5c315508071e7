// Builds what is run and what is published into dist/.
//
//   meshspan.js  the command, everything inside but esbuild (a native program, which loads TypeScript topologies)
//   main.js      the cdktf app that cdktf.json names, everything inside: starts without reading thousands of files
//   index.js     the library, with its peers outside: one copy of cdktf and constructs in the user's program
//   types/       the library's declarations
//   NOTICES.txt  the licences of all that was put inside
//
// No source maps: the provider's modules carry theirs inline, which is two thirds of their size.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  { from: 'cli/meshspan.ts', to: 'meshspan.js', external: ['esbuild'], command: true },
  { from: 'main.ts', to: 'main.js', external: ['esbuild'] },
  { from: 'index.ts', to: 'index.js', external: [...peers, ...libraries] },
];

/**
 * Bundles one program and tells which files went into it.
 * Written beside its place and then moved there, so that a program that starts meanwhile never reads half a file.
 */
async function bundle({ from, to, external, command = false }) {
  const outfile = join(root, 'dist', to);
  const result = await build({
    absWorkingDir: root,
    entryPoints: [from],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external,
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  const [file] = result.outputFiles;
  const text = command && !file.text.startsWith('#!') ? `#!/usr/bin/env node\n${file.text}` : file.text;
  const draft = `${outfile}.${process.pid}`;
  writeFileSync(draft, text);
  if (command) chmodSync(draft, 0o755);
  renameSync(draft, outfile);
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

const inputs = await Promise.all(
  programs.map(async (program) => {
    if (existsSync(join(root, program.from))) return await bundle(program);
    console.log(`skipped dist/${program.to}: no ${program.from} yet`);
    return [];
  }),
);
writeFileSync(join(root, 'dist/NOTICES.txt'), noticesOf(root, inputs.flat()));

if (existsSync(join(root, 'index.ts'))) {
  const status = declare();
  if (status !== 0) process.exit(status ?? 1);
  console.log('built dist/types/');
}
console.log(`done in ${seconds()}`);
