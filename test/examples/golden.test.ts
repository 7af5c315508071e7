import { byName } from '../../core/base/collections';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meshspan } from '../cli/world';

const root = join(__dirname, '../../examples');
const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** What a user reads: the table with its findings, and the plan. */
async function walkthroughOf(name: string): Promise<Readonly<Record<string, string>>> {
  const folder = join(root, name);
  const check = await meshspan(folder, ['check', 'topology.yaml']);
  const plan = await meshspan(folder, ['plan', 'topology.yaml']);
  const picture = await meshspan(folder, ['check', 'topology.yaml', '--format', 'svg']);
  return { 'check.txt': check.out, 'plan.txt': plan.out, 'picture.svg': picture.out };
}

// `GOLDEN=write npx jest --selectProjects pure test/examples/golden.test.ts` writes them; then read the difference.
test.each(folders)('the output that examples/%s shows is current', async (name) => {
  const found = await walkthroughOf(name);
  for (const [file, text] of Object.entries(found)) {
    const path = join(root, name, file);
    if (process.env['GOLDEN'] === 'write') writeFileSync(path, text);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(text);
    expect(text).not.toBe('');
  }
});

test('every example has a line in the table, and the table no other', () => {
  const table = readFileSync(join(root, 'README.md'), 'utf8');
  const listed = [...table.matchAll(/^\| \[[^\]]+\]\(([\w-]+)\)/gm)].map(([, name = '']) => name);
  expect(listed.toSorted(byName)).toEqual(folders.toSorted(byName));
});
