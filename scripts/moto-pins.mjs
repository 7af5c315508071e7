// Writes local/moto/pins.json: all dependencies of moto, each package with the hashes of all its files, for any platform.
//
//   node scripts/moto-pins.mjs    after a change of `packages` in local/moto/version.ts; needs `uv` on PATH
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, root } from './load.mjs';

const { oldestPython, packages } = await load('local/moto/version');
const compiler = 'uv';
const folder = mkdtempSync(join(tmpdir(), 'moto-pins-'));
const from = join(folder, 'packages.txt');
writeFileSync(from, `${packages.join('\n')}\n`);
// Universal: one result for all platforms and for every Python from the oldest on, with markers where they differ.
const words = [
  'pip',
  'compile',
  from,
  '--universal',
  '--generate-hashes',
  '--no-header',
  '--no-annotate',
  '-q',
];
const python = `${oldestPython.major}.${oldestPython.minor}`;
const { status, stdout, stderr } = spawnSync(compiler, [...words, '--python-version', python], {
  encoding: 'utf8',
});
rmSync(folder, { recursive: true });
if (status !== 0) throw new Error(stderr || 'uv is not on PATH: https://docs.astral.sh/uv');
const pins = stdout
  .replaceAll(/\\\n\s+/g, ' ')
  .trim()
  .split('\n')
  .map((line) => {
    const [pin, when] = line.split(' --hash=')[0].split(' ; ');
    const hashes = [...line.matchAll(/--hash=sha256:([0-9a-f]{64})/g)].map(([, hash]) => hash);
    return { pin: pin.trim(), ...(when === undefined ? {} : { when: when.trim() }), sha256: hashes };
  });
writeFileSync(join(root, 'local/moto/pins.json'), `${JSON.stringify(pins, undefined, 1)}\n`);
console.log(`wrote ${pins.length} pins`);
