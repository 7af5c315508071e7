import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceOf } from '../architecture/source';

const root = join(__dirname, '../..');
const files = readdirSync(join(root, 'terraform'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('terraform', name))
  .filter((name) => name.endsWith('.ts'));

/** The files of `terraform/` that each of them imports, of which only types may be taken as well. */
const imports = new Map(
  files.map((file) => {
    const relative = sourceOf(readFileSync(join(root, file), 'utf8')).imports.map(({ specifier }) =>
      join(file, '..', specifier),
    );
    return [file, files.filter((other) => relative.includes(other.replace(/(?:\/index)?\.ts$/, '')))];
  }),
);

/** All files that can be reached from one by its imports. */
function reachedFrom(file: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...(imports.get(file) ?? [])];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    queue.push(...(imports.get(next) ?? []));
  }
  return reached;
}

test('no file of terraform/ is reached from its own imports, not even for a type', () => {
  expect(files.filter((file) => reachedFrom(file).has(file))).toEqual([]);
  expect(reachedFrom('terraform/runner/index.ts').size).toBeGreaterThan(20);
});
