import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, parsedJson, recordOf } from '../core/base/json';

const lock = parsedJson(readFileSync(join(__dirname, '../package-lock.json'), 'utf8'));
const packages = Object.entries(recordOf(recordOf(lock)['packages']))
  .filter(([name]) => name !== '')
  .flatMap(([name, entry]) => (isRecord(entry) ? [{ name, entry }] : []));

// A package inside of another's archive (`inBundle`) is covered by the checksum of that one.
it('the lock file has a checksum for every package, whatever system it is for', () => {
  const unchecked = packages.filter(({ entry }) => entry['inBundle'] !== true && entry['link'] !== true);
  expect(unchecked.filter(({ entry }) => !/^sha(512|1)-/.test(String(entry['integrity'])))).toEqual([]);
});

it('the lock file names no host: any registry serves it', () => {
  expect(packages.filter(({ entry }) => 'resolved' in entry)).toEqual([]);
});

it('every optional package that somebody asks for is in the lock file', () => {
  const names = new Set(packages.map(({ name }) => name.slice(name.lastIndexOf('node_modules/') + 13)));
  const asked = packages.flatMap(({ entry }) => Object.keys(recordOf(entry['optionalDependencies'])));
  expect(asked.filter((name) => !names.has(name))).toEqual([]);
});
