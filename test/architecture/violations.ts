import { posix } from 'node:path';
import { impure, rooms, type Room } from './rooms';
import { sourceOf, type Import, type Source } from './source';

/** The innermost room that a path lies in; an import's path has no extension. */
function roomOf(path: string): Room | undefined {
  return rooms
    .filter(({ folder }) => path === folder || `${path}.ts` === folder || path.startsWith(`${folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

/** Every broken rule of one file, as `file:line: sentence`. */
export function violationsOf(file: string, text: string): readonly string[] {
  const room = roomOf(file);
  if (!room) return [`${file}:1: lies in no room of the table`];
  const source = sourceOf(text);
  const broken = source.imports.flatMap((each) => {
    const why = refusalOf(file, room, each);
    return why ? [`${file}:${each.line}: ${why}`] : [];
  });
  return [...broken, ...(room.folder.startsWith('core/') ? impuritiesOf(file, source) : [])];
}

function refusalOf(file: string, from: Room, { specifier, typesOnly }: Import): string | undefined {
  const allows = (name: string) => (pattern: string) => matches(pattern, name);
  if (!specifier.startsWith('.'))
    return from.packages.some(allows(specifier))
      ? undefined
      : `${from.folder} may not import the package "${specifier}"`;

  const path = posix.join(posix.dirname(file), specifier);
  const to = roomOf(path)?.folder ?? path;
  if (to === from.folder || from.may.some(allows(to))) return undefined;
  if (!from.types?.some(allows(to))) return `${from.folder} may not import ${to} ("${specifier}")`;
  return typesOnly ? undefined : `${from.folder} may take only types from ${to}: write "import type"`;
}

/** A star matches any text: `core/*`, `node:*`. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.+')}$`).test(name);
}

const clockOrChance = new Set(['Date.now', 'new Date()', 'Date()', 'Math.random']);

function impuritiesOf(file: string, { globals }: Source): readonly string[] {
  return globals
    .filter(({ name }) => clockOrChance.has(name) || impure.has(name.replace(/[.(].*$/, '')))
    .map(
      ({ name, line }) => `${file}:${line}: core is pure and may not use ${name}; let the caller pass it in`,
    );
}
