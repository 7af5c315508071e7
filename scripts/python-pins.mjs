// Writes pins.json of local/moto, local/envoy, local/aws-command and test/checkov: each program with all its dependencies, each package with the
// hashes of all its files, for any platform.
//
//   node scripts/python-pins.mjs    after a change of `packages` in a version.ts of these folders;
//                                   needs `uv` on PATH
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, root } from './load.mjs';

const compiler = 'uv';
const { oldestPython } = await load('local/packages/python');
for (const room of ['local/moto', 'local/envoy', 'local/aws-command', 'test/checkov']) {
  const { packages } = await load(`${room}/version`);
  const pins = pinsOf(packages);
  writeFileSync(join(root, room, 'pins.json'), `${JSON.stringify(pins, undefined, 1)}\n`);
  console.log(`${room}: wrote ${pins.length} pins`);
}

/** Universal: one result for all platforms and for every Python from the oldest on, with markers where they differ. */
function pinsOf(packages) {
  const folder = mkdtempSync(join(tmpdir(), 'python-pins-'));
  const from = join(folder, 'packages.txt');
  writeFileSync(from, `${packages.join('\n')}\n`);
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
  return stdout
    .replaceAll(/\\\n\s+/g, ' ')
    .trim()
    .split('\n')
    .map((line) => {
      const [pin, when] = line.split(' --hash=')[0].split(' ; ');
      const hashes = [...line.matchAll(/--hash=sha256:([0-9a-f]{64})/g)].map(([, hash]) => hash);
      return { pin: pin.trim(), ...(when === undefined ? {} : { when: when.trim() }), sha256: hashes };
    });
}
