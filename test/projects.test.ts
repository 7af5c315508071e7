import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** The tests of all projects, one line for each project that claims one. */
function listed(): readonly string[] {
  const projects = [
    'pure',
    'programs',
    'synth',
    'terraform',
    'envoy',
    'envoy-more',
    'kubernetes',
    'opentofu',
    'e2e',
  ];
  return projects.flatMap((project) => {
    const words = [require.resolve('jest/bin/jest'), '--listTests', '--json', '--selectProjects', project];
    const { stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    return JSON.parse(stdout.slice(stdout.indexOf('['))) as readonly string[];
  });
}

it('every test is in one project', () => {
  const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(__dirname, name));
  expect(listed().toSorted()).toEqual(tests.toSorted());
});
