import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appMeshPart } from '../../local/aws/app-mesh/state';
import { ramPart } from '../../local/aws/ram/state';
import { newWorld, type Part, type World } from '../../local/aws/world';
import { hasSnapshot, restoreFrom, snapshotIn } from '../../local/snapshot';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is noted about a thing that moto holds. */
const ofMoto: Part<Record<string, string>> = { name: 'route53-zones', empty: () => ({}) };

function worldWithSharing(): World {
  const world = newWorld();
  world.part(ramPart).organizationSharing = true;
  world.part(appMeshPart);
  world.part(ofMoto)['zone'] = 'of moto';
  return world;
}

test('what is ours is kept, what is only noted about moto is not', () => {
  const file = join(folder, 'deep/aws.json');
  snapshotIn(file, () => undefined).save(worldWithSharing());
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const world = newWorld();
  expect(restoreFrom(file, world)).toBe(true);
  expect(world.part(ramPart).organizationSharing).toBe(true);
  expect(world.part(ofMoto)).toEqual({});
});

test('the file is written where something changed, and is gone when it is removed', () => {
  const file = join(folder, 'aws.json');
  const snapshot = snapshotIn(file, () => undefined);
  const world = worldWithSharing();
  snapshot.save(world);
  writeFileSync(file, 'as it was');
  snapshot.save(world);
  expect(readFileSync(file, 'utf8')).toBe('as it was');
  world.part(ramPart).organizationSharing = false;
  snapshot.save(world);
  expect(readFileSync(file, 'utf8')).toContain('"organizationSharing":false');
  expect(existsSync(`${file}.draft`)).toBe(false);
  snapshot.remove();
  expect(hasSnapshot(file)).toBe(false);
});

test('a file that cannot be written is told once, and stops nothing', () => {
  writeFileSync(join(folder, 'file'), '');
  const told: string[] = [];
  const snapshot = snapshotIn(join(folder, 'file/aws.json'), (reason) => told.push(reason));
  snapshot.save(worldWithSharing());
  snapshot.save(worldWithSharing());
  expect(told).toEqual([expect.stringMatching(/EEXIST|ENOTDIR/)]);
});

test.each([['nothing'], ['{"version":1,"parts":{}}'], ['[]']])(
  'what is no snapshot (%s) is left out',
  (text) => {
    const file = join(folder, 'aws.json');
    expect(restoreFrom(file, newWorld())).toBe(false);
    writeFileSync(file, text);
    const world = worldWithSharing();
    expect(restoreFrom(file, world)).toBe(false);
    expect(world.part(ramPart).organizationSharing).toBe(true);
  },
);
