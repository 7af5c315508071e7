/** The current value at one path of plain data. Without a value, it was removed. */
export interface Change {
  readonly path: readonly string[];
  readonly value?: unknown;
}

/** An object or array of plain data, by its keys. */
export type Tree = Record<string, unknown>;

/** Plain data whose changes are recorded. */
export interface Recorded {
  /** The data, to be read and changed through this view only. */
  readonly view: Tree;
  /**
   * The changes since the last call. One change covers everything that happened at and below its path. The
   * values are current, and not copies: write them down at once.
   */
  readonly changes: () => readonly Change[];
}

/** Where an object was last seen. */
interface Place {
  readonly parent: Tree;
  readonly key: string;
  /** The first step from the root. */
  readonly top: string;
}

/**
 * Records the changes of plain data: objects and arrays as JSON has them, each in one place. Code that changes the
 * data does not have to report it, so it cannot forget to. The cost of a change does not depend on the size of the data.
 */
export function recorded(root: Tree): Recorded {
  const views = new WeakMap<Tree, Tree>();
  const behind = new WeakMap<Tree, Tree>();
  const places = new WeakMap<Tree, Place>();
  let changed = new Map<string, readonly string[]>();

  const record = (tree: Tree, key: string): void => {
    const path = changedPath(places, tree, key);
    changed.set(JSON.stringify(path), path);
  };

  const viewOf = (tree: Tree): Tree => {
    const known = views.get(tree);
    if (known !== undefined) return known;
    const view = new Proxy(tree, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof key !== 'string' || !isTree(value) || !Object.hasOwn(target, key)) return value;
        const place = places.get(value);
        if (place?.parent !== target || place.key !== key)
          places.set(value, { parent: target, key, top: places.get(target)?.top ?? key });
        return viewOf(value);
      },
      set(target, key, value) {
        const plain = withoutViews(behind, value);
        const same = Reflect.get(target, key) === plain && !isTree(plain) && Object.hasOwn(target, key);
        if (same || typeof key !== 'string') return Reflect.set(target, key, plain);
        target[key] = plain;
        record(target, key);
        return true;
      },
      deleteProperty(target, key) {
        if (typeof key === 'string' && Object.hasOwn(target, key)) record(target, key);
        return Reflect.deleteProperty(target, key);
      },
    });
    views.set(tree, view);
    behind.set(view, tree);
    return view;
  };

  return {
    view: viewOf(root),
    changes() {
      const paths = changed;
      changed = new Map();
      return [...paths.values()]
        .filter((path) =>
          path.every((_, index) => index === 0 || !paths.has(JSON.stringify(path.slice(0, index)))),
        )
        .map((path) => {
          const value = path.reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), root);
          return value === undefined ? { path } : { path, value };
        });
    },
  };
}

/**
 * Applies a change to a copy of the data.
 * @throws where the data has no such path
 */
export function applyChange(root: Tree, { path, value }: Change): void {
  const key = path.at(-1);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => (isTree(at) && Object.hasOwn(at, step) ? at[step] : undefined), root);
  if (key === undefined || !isTree(parent)) throw new Error(`there is no ${path.join(' > ')}`);
  if (value === undefined) delete parent[key];
  else parent[key] = value;
}

/** The path of a member that changed; that of all below the first step where its object moved since it was last seen. */
function changedPath(places: WeakMap<Tree, Place>, tree: Tree, key: string): readonly string[] {
  const path = [key];
  for (let [at, place] = [tree, places.get(tree)]; place !== undefined;) {
    if (place.parent[place.key] !== at) return [place.top];
    path.unshift(place.key);
    [at, place] = [place.parent, places.get(place.parent)];
  }
  return path;
}

/** The data without views in it: a stored view would hide what it shows. */
function withoutViews(behind: WeakMap<Tree, Tree>, value: unknown): unknown {
  if (!isTree(value)) return value;
  const own = behind.get(value);
  if (own !== undefined) return own;
  for (const [key, inner] of Object.entries(value)) {
    const plain = withoutViews(behind, inner);
    if (plain !== inner) value[key] = plain;
  }
  return value;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
