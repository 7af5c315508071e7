import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../core/topology';

/**
 * Finds where in the text the thing at a path is, or the nearest thing around it. A key of a mapping is where its
 * name is written, a list item where it begins, and what an alias brings in where the anchor is.
 * @param anchored what each alias stands for
 */
export function offsetsIn(
  document: Document.Parsed,
  anchored: ReadonlyMap<Alias, Node>,
): (path: Path) => number | undefined {
  // Each mapping is asked for once a key that is looked up in it: thousands of times where it has thousands of keys.
  const byName = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  const pairsOf = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const known = byName.get(map) ?? pairsByName(map);
    byName.set(map, known);
    return known;
  };
  return (path) => {
    let node: unknown = document.contents;
    let offset = document.contents?.range[0];
    for (const step of path) {
      const found = childOf(isAlias(node) ? anchored.get(node) : node, step, pairsOf);
      if (found === undefined) break;
      ({ node, offset } = found);
    }
    return offset;
  };
}

function childOf(
  parent: unknown,
  step: string | number,
  pairsOf: (map: YAMLMap) => ReadonlyMap<string, Pair>,
): { readonly node: unknown; readonly offset: number } | undefined {
  if (isSeq(parent)) {
    const node = parent.items[Number(step)];
    const offset = startOf(node);
    return offset === undefined ? undefined : { node, offset };
  }
  if (!isMap(parent)) return undefined;
  const pair = pairsOf(parent).get(String(step));
  const offset = startOf(pair?.key);
  return pair === undefined || offset === undefined ? undefined : { node: pair.value, offset };
}

/** The pairs of a mapping by their keys; of two with the same key, the first. */
const pairsByName = ({ items }: YAMLMap): ReadonlyMap<string, Pair> =>
  new Map(
    items
      .toReversed()
      .flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
  );

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] : undefined;
}
