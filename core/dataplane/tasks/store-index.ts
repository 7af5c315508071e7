import type { ByKey, Closed, Store, Text } from '../../topology';

/** A store, and its place among all of them. */
interface Placed {
  readonly store: Closed<Store>;
  readonly order: number;
}

/** Stores by what tasks know of them, so that none of many tasks looks at each of many stores. */
export interface StoreIndex {
  /** The stores of these keys, in the order of the topology. */
  readonly ofKeys: (keys: Iterable<string>) => readonly Closed<Store>[];
  /** The first store with a mount path above a file. */
  readonly above: (path: Text) => Closed<Store> | undefined;
}

const known = new WeakMap<object, StoreIndex>();

/** The index of the stores of a topology, made once. */
export function storeIndexOf(stores: ByKey<Closed<Store>>): StoreIndex {
  const found = known.get(stores) ?? indexOf(stores);
  known.set(stores, found);
  return found;
}

function indexOf(stores: ByKey<Closed<Store>>): StoreIndex {
  const byKey = new Map<string, Placed>();
  const byPath = new Map<string, Placed>();
  for (const [order, store] of Object.values(stores).entries()) {
    const placed = { store, order };
    byKey.set(store.key, placed);
    if (!byPath.has(store.mountPath)) byPath.set(store.mountPath, placed);
  }
  const first = (all: readonly Placed[]): readonly Closed<Store>[] =>
    all.toSorted((one, other) => one.order - other.order).map(({ store }) => store);
  return {
    ofKeys: (keys) => first([...new Set(keys)].flatMap((key) => byKey.get(key) ?? [])),
    above: (path) => first(foldersAbove(path).flatMap((folder) => byPath.get(folder) ?? []))[0],
  };
}

/** `/a` and `/a/b` of `/a/b/c`. */
const foldersAbove = (path: Text): readonly string[] =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
