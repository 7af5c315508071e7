import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMoto } from '../../../local/moto';
import { findPython } from '../../../local/moto/python';
import { requirements } from '../../../local/moto/version';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moto-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that stands for Python: makes an environment and "installs" by copying itself. */
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
const home = (): string => join(folder, '.meshspan', 'moto');

test('it is installed once, with exactly these versions', async () => {
  const candidates = [pretendedPython()];
  const heard: string[] = [];
  const options = { candidates, onInstall: (version: string) => heard.push(version) };
  expect(await installMoto(home(), options)).toMatchObject({ ok: true, installedNow: true });
  expect(await installMoto(home(), options)).toMatchObject({ ok: true, installedNow: false });
  expect([heard, pips()]).toEqual([['3.12.1'], 1]);
  expect(calls().at(-1)).toContain(`install --quiet --disable-pip-version-check ${requirements.join(' ')}`);
  for (const requirement of requirements) expect(requirement).toMatch(/^[\w-]+==[\d.]+$/);
});

test('of many who install at once, one does and the others wait', async () => {
  const candidates = [pretendedPython('sleep 0.3')];
  const all = await Promise.all(Array.from({ length: 5 }, () => installMoto(home(), { candidates })));
  expect(all.filter((one) => one.ok && one.installedNow)).toHaveLength(1);
  expect([all.every(({ ok }) => ok), pips()]).toEqual([true, 1]);
});

test('an installation that was killed is made anew', async () => {
  const candidates = [pretendedPython()];
  mkdirSync(`${home()}.draft/bin`, { recursive: true });
  writeFileSync(`${home()}.draft/bin/python`, 'half a file');
  // No process has this number.
  writeFileSync(`${home()}.lock`, '4194305');
  expect(await installMoto(home(), { candidates })).toMatchObject({ ok: true, installedNow: true });
  expect([existsSync(`${home()}.draft`), existsSync(`${home()}.lock`)]).toEqual([false, false]);
});

test('another version, or a Python that is gone, is replaced', async () => {
  const candidates = [pretendedPython()];
  await installMoto(home(), { candidates });
  writeFileSync(join(home(), 'meshspan.txt'), 'moto==5.0.0\n');
  expect(await installMoto(home(), { candidates })).toMatchObject({ installedNow: true });
  rmSync(join(home(), 'bin', 'python'));
  expect(await installMoto(home(), { candidates })).toMatchObject({ installedNow: true });
});

test('fails in one line when pip fails, and leaves nothing that looks finished', async () => {
  const candidates = [pretendedPython('{ echo; echo "ERROR: no network" >&2; exit 1; }')];
  expect(await installMoto(home(), { candidates })).toEqual({
    ok: false,
    problem: `moto could not be installed into "${home()}": ERROR: no network`,
  });
  expect([existsSync(home()), existsSync(`${home()}.draft`)]).toEqual([false, false]);
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
