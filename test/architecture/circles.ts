import { posix } from 'node:path';
import { sourceOf } from './source';

/** Which files each file imports, types included. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** The imports of files among themselves; `read` gives a file's text. */
export function importsAmong(files: readonly string[], read: (file: string) => string): Imports {
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const folder = posix.dirname(file);
      const paths = sourceOf(read(file))
        .imports.filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => posix.join(folder, specifier));
      const found = paths.flatMap((path) =>
        [`${path}.ts`, `${path}/index.ts`].filter((one) => known.has(one)),
      );
      return [file, [...new Set(found)]];
    }),
  );
}

/** A way from a file back to itself, for each file that has one which no circle before names. */
export function circlesIn(imports: Imports): readonly string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start !== -1) circles.push([...way.slice(start), file].join(' -> '));
    if (start !== -1 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}
