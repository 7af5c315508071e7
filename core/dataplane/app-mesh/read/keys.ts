import { groupedBy, unique } from '../../../base/collections';

/** The longest that a key may be. */
const MOST = 63;

/** A text as a key: a DNS label that starts with a letter. */
const legal = (text: string): string => {
  const label = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const lettered = /^[a-z]/.test(label) ? label : `n-${label}`;
  return lettered.slice(0, MOST).replace(/-+$/, '');
};

/**
 * Keys for names, which follow from the names alone: adding one changes no other's, unless both would have the same.
 * @param short the part of a name that is enough where no other name has it
 * @param taken keys that others have
 */
export function keysFor(
  names: readonly string[],
  short: (name: string) => string = (name) => name,
  taken: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const all = unique(names);
  const byShort = groupedBy(all, (name) => legal(short(name)));
  const wanted = (name: string): string => {
    const key = legal(short(name));
    return byShort.get(key)?.length === 1 && !taken.has(key) ? key : legal(name);
  };
  const used = new Set(taken);
  const counts = new Map<string, number>();
  return new Map(
    all.map((name) => {
      const base = wanted(name);
      let key = base;
      while (used.has(key)) {
        const count = (counts.get(base) ?? 1) + 1;
        counts.set(base, count);
        key = `${base.slice(0, MOST - 6)}-${count}`;
      }
      used.add(key);
      return [name, key];
    }),
  );
}

/** The first label of a DNS name. */
export const firstLabel = (name: string): string => name.split('.')[0] ?? name;
