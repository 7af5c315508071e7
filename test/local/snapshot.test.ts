import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../cli/io';
import { forgetLocal } from '../../cli/local/aws';
import { addMesh, appMeshPart } from '../../local/aws/app-mesh/state';
import { ramPart } from '../../local/aws/ram/state';
import { newWorld, type Part, type World } from '../../local/aws/world';
import { journalIn } from '../../local/journal';
import { hasSnapshot, snapshotIn, type Snapshot } from '../../local/snapshot';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  file = join(folder, 'deep/aws.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is recorded about a resource in moto. */
const ofMoto: Part<Record<string, string>> = { name: 'route53-zones', empty: () => ({}) };

function worldWithSharing(): World {
  const world = newWorld({ records: true });
  world.part(ramPart).organizationSharing = true;
  world.part(appMeshPart);
  world.part(ofMoto)['zone'] = 'of moto';
  return world;
}

/** A snapshot of nothing yet, ready to be written. */
function newSnapshot(onFailure: (reason: string) => void = () => undefined): Snapshot {
  const snapshot = snapshotIn(file, onFailure);
  snapshot.restore(newWorld());
  return snapshot;
}

const restoredFromFile = (world = newWorld()) => ({
  ...snapshotIn(file, () => undefined).restore(world),
  world,
});

test('what is ours is kept, what is only noted about moto is not', () => {
  newSnapshot().save(worldWithSharing());
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { restored, world } = restoredFromFile();
  expect(restored).toBe(true);
  expect(world.part(ramPart).organizationSharing).toBe(true);
  expect(world.part(ofMoto)).toEqual({});
});

test('the file is written where something changed, and is gone when it is removed', () => {
  const snapshot = newSnapshot();
  const world = worldWithSharing();
  snapshot.save(world);
  const before = readFileSync(file, 'utf8');
  world.part(ofMoto)['zone'] = 'changed';
  snapshot.save(world);
  expect(readFileSync(file, 'utf8')).toBe(before);
  world.part(ramPart).organizationSharing = false;
  snapshot.save(world);
  expect(readFileSync(file, 'utf8').slice(before.length)).toContain(
    '[{"path":["ram","organizationSharing"],"value":false}]',
  );
  expect(restoredFromFile().world.part(ramPart).organizationSharing).toBe(false);
  snapshot.remove();
  expect([hasSnapshot(file), readdirSync(join(folder, 'deep'))]).toEqual([false, []]);
});

test('nothing is written before what an earlier one kept is restored', () => {
  newSnapshot().save(worldWithSharing());
  const world = newWorld({ records: true });
  const snapshot = snapshotIn(file, () => undefined);
  world.part(ramPart).organizationSharing = false;
  snapshot.save(world);
  expect(snapshot.restore(world)).toEqual({ restored: true });
  expect(world.part(ramPart).organizationSharing).toBe(true);
  snapshot.save(world);
  expect(restoredFromFile().world.part(ramPart).organizationSharing).toBe(true);
});

test('what was set aside stays when all else of a local AWS is forgotten', () => {
  const io = { cwd: folder, env: {} } as unknown as Io;
  const local = join(folder, '.meshspan/local');
  mkdirSync(join(local, 'out'), { recursive: true });
  const names = ['aws.json', 'aws.json.damaged', 'aws.json.damaged-2', 'aws.json.draft'];
  for (const name of names) writeFileSync(join(local, name), name);
  forgetLocal(io);
  expect(readdirSync(local).toSorted()).toEqual(['aws.json.damaged', 'aws.json.damaged-2']);
  rmSync(local, { recursive: true });
  expect(() => forgetLocal(io)).not.toThrow();
});

test('where the changes have become longer than the state, the state is written anew', () => {
  const world = worldWithSharing();
  const snapshot = newSnapshot();
  const sizes = Array.from({ length: 8 }, (_, round) => {
    world.part(ramPart).permissions = [permission(`${round}`.repeat(1024 * 1024))];
    snapshot.save(world);
    return Math.round(statSync(file).size / 1024 / 1024);
  });
  expect(sizes).toEqual([1, 2, 3, 4, 5, 1, 2, 3]);
  expect(restoredFromFile().world.part(ramPart).permissions[0]?.name).toMatch(/^7+$/);
});

const permission = (name: string) => ({
  arn: 'arn',
  name,
  type: 'appmesh:Mesh',
  versions: [],
  defaultVersion: 1,
  lastVersion: 1,
  tags: [],
  createdAt: 0,
  updatedAt: 0,
});

test('a file that cannot be written is reported once, and stops nothing', () => {
  writeFileSync(join(folder, 'deep'), '');
  const reasons: string[] = [];
  const snapshot = newSnapshot((reason) => reasons.push(reason));
  const world = worldWithSharing();
  snapshot.save(world);
  world.part(ramPart).organizationSharing = false;
  snapshot.save(world);
  expect(reasons).toEqual([expect.stringMatching(/EEXIST|ENOTDIR/)]);
});

test('a file that was removed is written again, completely', () => {
  const snapshot = newSnapshot();
  const world = worldWithSharing();
  snapshot.save(world);
  rmSync(folder, { recursive: true });
  world.part(appMeshPart).addresses['arn'] = { mesh: 'm' };
  snapshot.save(world);
  expect(restoredFromFile().world.part(ramPart).organizationSharing).toBe(true);
});

test('without a file nothing is restored, and nothing is damaged', () => {
  expect(snapshotIn(file, () => undefined).restore(newWorld())).toEqual({ restored: false });
});

test.each([
  ['text', 'nothing', 'not a snapshot'],
  ['a snapshot of an earlier version', '{"version":2,"parts":{}}', 'not a snapshot'],
  ['an empty file', '', 'not a snapshot'],
])('%s is set aside and reported', (_, text, reason) => {
  newSnapshot().save(worldWithSharing());
  for (const name of ['aws.json.damaged', 'aws.json.damaged-2']) {
    writeFileSync(file, text);
    const { restored, damage, world } = restoredFromFile(worldWithSharing());
    expect(restored).toBe(false);
    expect(damage).toContain(reason);
    expect(damage).toContain(`the file is now ${join(folder, 'deep', name)}`);
    expect(world.part(ramPart).organizationSharing).toBe(true);
    expect(readFileSync(join(folder, 'deep', name), 'utf8')).toBe(text);
    expect(existsSync(file)).toBe(false);
  }
});

test('a change of a path that the state does not have makes the file unreadable', () => {
  const journal = journalIn(file);
  journal.start(worldWithSharing().snapshot());
  journal.append([{ path: ['ram', 'none', 'name'], value: 1 }]);
  expect(restoredFromFile()).toMatchObject({
    restored: false,
    damage: expect.stringContaining("can't be read (there is no ram > none > name)"),
  });
});

test('a damaged change is reported, what came before is restored, and a copy stays', () => {
  const world = worldWithSharing();
  const snapshot = newSnapshot();
  snapshot.save(world);
  for (const name of ['one', 'two', 'three']) {
    addMesh(world, mesh(name));
    snapshot.save(world);
  }
  const damaged = readFileSync(file, 'utf8').replaceAll('"meshName":"two"', '"meshName":"owt"');
  writeFileSync(file, damaged);
  const { restored, damage, world: again } = restoredFromFile(newWorld({ records: true }));
  expect([restored, Object.values(again.part(appMeshPart).meshes).map(({ names }) => names)]).toEqual([
    true,
    [{ meshName: 'one' }],
  ]);
  expect(damage).toContain(`line 3 of ${file} is damaged`);
  expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(damaged);
});

const mesh = (meshName: string) => ({
  names: { meshName },
  metadata: {
    arn: `arn:${meshName}`,
    uid: '',
    meshOwner: '1',
    resourceOwner: '1',
    createdAt: 0,
    lastUpdatedAt: 0,
    version: 1,
  },
  spec: {},
  tags: [],
  region: 'us-west-2',
  children: {},
  users: {},
});
