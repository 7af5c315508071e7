/** Work that is done once, when it is first asked for. */
export function kept<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

/**
 * What belongs to a thing, made once.
 * @param of two things are one where this is the same
 */
export function keptBy<K, T>(make: (thing: K) => T, of: (thing: K) => unknown): (thing: K) => T {
  const known = new Map<unknown, T>();
  return (thing) => {
    const id = of(thing);
    const found = known.get(id) ?? make(thing);
    known.set(id, found);
    return found;
  };
}
