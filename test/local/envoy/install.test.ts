import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEnvoy } from '../../../local/envoy';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'envoy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that says its version as Envoy does. */
function pretended(path: string, version: string): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "envoy  version: 0123abc/${version}/Clean/RELEASE/BoringSSL"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A Python that installs an Envoy. */
function python(): string {
  const file = join(folder, 'python');
  writeFileSync(
    file,
    `#!/bin/sh
case "$1 $2" in
  "-c import sys"*) echo 3.12.1 ;;
  "-c import envoy"*) echo ${join(folder, 'installed/envoy')} ;;
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
esac
`,
  );
  chmodSync(file, 0o755);
  return file;
}

const cache = (): string => join(folder, 'cache');

test('the one that MESHSPAN_ENVOY names is the first choice, then the one on PATH', async () => {
  const [named, onPath] = [pretended('named', '1.41.2'), pretended('bin/envoy', '1.39.0')];
  const env = { MESHSPAN_ENVOY: named, PATH: join(folder, 'bin') };
  expect(await findEnvoy(cache(), { env })).toEqual({ ok: true, binary: named, version: '1.41.2' });
  expect(await findEnvoy(cache(), { env: { ...env, MESHSPAN_ENVOY: '' } })).toEqual({
    ok: true,
    binary: onPath,
    version: '1.39.0',
  });
});

test('where neither is there it is installed', async () => {
  const binary = pretended('installed/envoy', '1.40.0');
  const found = await findEnvoy(cache(), { env: {}, candidates: [python()] });
  expect(found).toEqual({ ok: true, binary, version: '1.40.0' });
});

test('something else under that name is not Envoy', async () => {
  const other = join(folder, 'other');
  writeFileSync(other, '#!/bin/sh\necho hello\n');
  chmodSync(other, 0o755);
  expect(await findEnvoy(cache(), { env: { MESHSPAN_ENVOY: other } })).toEqual({
    ok: false,
    problem: `MESHSPAN_ENVOY is "${other}", and that is not an Envoy that runs here`,
  });
});

test('where it can’t be had, one line says how to get it', async () => {
  const found = await findEnvoy(cache(), { env: {}, candidates: ['no-such-python'] });
  expect(found.ok ? '' : found.problem).toMatch(
    /^python 3\.10 .*; put an Envoy 1\.40\.0 or newer on PATH, or name it in MESHSPAN_ENVOY/,
  );
  expect(found.ok ? '' : found.problem).not.toContain('\n');
});
