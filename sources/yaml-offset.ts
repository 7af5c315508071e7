import { isAlias, isCollection, isMap, isScalar, isSeq, type Document } from 'yaml';
import type { Path } from '../core/topology';

/**
 * Where in the text the thing at a path stands, or the nearest thing around it. A key of a mapping stands where its
 * name is written, a list item where it begins, and what an alias brings in where the anchor is.
 */
export function offsetOf(document: Document.Parsed, path: Path): number | undefined {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0];
  for (const step of path) {
    const inside = isAlias(node) ? node.resolve(document) : node;
    const found = childOf(inside, step);
    if (found === undefined) break;
    ({ node, offset } = found);
  }
  return offset;
}

function childOf(
  parent: unknown,
  step: string | number,
): { readonly node: unknown; readonly offset: number } | undefined {
  if (isSeq(parent)) {
    const node = parent.items[Number(step)];
    const offset = startOf(node);
    return offset === undefined ? undefined : { node, offset };
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  const offset = startOf(pair?.key);
  return pair === undefined || offset === undefined ? undefined : { node: pair.value, offset };
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] : undefined;
}
