import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrograms, type Programs } from '../../../local/envoy/programs';
import { startProgram } from '../../../local/tasks/task/container';
import { readOnlyWords } from '../../../local/tasks/task/read-only';
import { absentOf, mountPathsOf, volumesOf } from '../../../local/tasks/task/volumes';

let folder = '';
let programs: Programs;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mounts-'));
  programs = startPrograms(folder);
});
afterEach(async () => {
  await programs.end();
  rmSync(folder, { recursive: true, force: true });
});

const mount = (sourceVolume: string, containerPath: string, readOnly = false) => ({
  sourceVolume,
  containerPath,
  readOnly,
});
const seenBy = (mountPoints: readonly ReturnType<typeof mount>[]) =>
  volumesOf(
    { volumes: [{ name: 'keys' }] },
    { name: 'app', mountPoints },
    { shared: join(folder, 'shared'), home: folder, known: ['/keys', '/certs'] },
  );
const PATH = process.env['PATH'] ?? '';

test('a program cannot write to what it has read-only, and sees what others write there', async () => {
  const withinFor = await readOnlyWords(folder);
  const own = process.getuid?.() === 0 ? '-m' : '-Urm';
  const canMount = spawnSync('unshare', [own, 'mount', '--bind', folder, folder]).status === 0;
  expect(withinFor !== undefined).toBe(canMount);
  const { readOnly, mounts } = seenBy([mount('keys', '/keys', true)]);
  const volume = join(folder, 'volumes', 'keys');
  expect(mounts).toEqual([{ path: '/keys', folder: volume }]);
  expect(readOnly).toEqual([volume]);
  const write = (name: string, within: readonly string[]) =>
    startProgram(programs, folder, name, {
      words: ['sh', '-c', 'echo written > "$0/$1"', volume, name],
      environment: { PATH },
      within,
    });
  expect(await (await write('writer', [])).ended).toBe(0);
  const reader = await write('reader', withinFor?.(readOnly) ?? []);
  const isRefused = (await reader.ended) !== 0;
  // Where this user cannot have mounts, the run says so and the write succeeds.
  expect(isRefused).toBe(canMount);
  expect(existsSync(join(volume, 'reader'))).toBe(!isRefused);
  expect(readFileSync(join(volume, 'writer'), 'utf8')).toBe('written\n');
});

test('a volume that is mounted to be written as well is not read-only', () => {
  const both = [mount('keys', '/keys', true), mount('keys', '/new')];
  expect(seenBy(both).readOnly).toEqual([]);
});

test('a path that only other tasks mount is an empty folder of the container', () => {
  expect(seenBy([mount('keys', '/keys')]).absent).toEqual([
    { path: '/certs', folder: join(folder, 'app', 'root', '/certs') },
  ]);
});

test('an application that is told of a file in a volume that it does not mount would not find it', () => {
  const seen = seenBy([mount('keys', '/keys')]);
  const environment = [{ name: 'KEY', value: '/keys/a.pem' }];
  expect(absentOf(seen, { environment })).toBeUndefined();
  expect(absentOf(seen, { environment: [{ name: 'CA', value: 'file:/certs/a.pem' }] })).toBe('/certs');
  expect(absentOf(seen, { command: ['serve', '--ca=/certs/a.pem'] })).toBe('/certs');
  expect(absentOf(seen, { command: ['http://shop/certs'] })).toBeUndefined();
});

test('the paths of all mounts, each once', () => {
  const definition = (paths: readonly string[]) => ({
    taskDefinitionArn: '',
    family: '',
    containerDefinitions: [{ name: 'a', image: 'a', mountPoints: paths.map((path) => mount('v', path)) }],
  });
  expect(mountPathsOf([definition(['/a', '/b']), definition(['/b'])])).toEqual(['/a', '/b']);
});
