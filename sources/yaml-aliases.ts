import { isAlias, isCollection, isPair, isScalar, visit, type Alias, type Document, type Node } from 'yaml';
import type { Problem } from './yaml-limits';

/** What each alias of a text stands for. */
export type Anchored = ReadonlyMap<Alias, Node>;

export interface Aliases {
  readonly anchored: Anchored;
  /** Aliases that stand for nothing, or for something that contains them. */
  readonly problems: readonly Problem[];
}

/**
 * The aliases of a text, found in one walk: an alias stands for the last thing before it with its anchor. The library
 * finds it by a walk through the whole text for each alias.
 */
export function aliasesOf(document: Document.Parsed): Aliases {
  const anchors = new Map<string, Node>();
  const anchored = new Map<Alias, Node>();
  const problems: Problem[] = [];
  visit(document, {
    Node: (_key, node) => {
      if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Alias: (_key, alias, ancestors) => {
      const target = anchors.get(alias.source);
      if (target !== undefined) anchored.set(alias, target);
      const problem = problemOf(alias, target, ancestors);
      if (problem !== undefined) problems.push(problem);
    },
  });
  return { anchored, problems };
}

function problemOf(
  { source, range }: Alias,
  target: Node | undefined,
  ancestors: readonly unknown[],
): Problem | undefined {
  const offset = range?.[0] ?? 0;
  if (target === undefined) {
    const fix = `write &${source} before the value that it stands for, above this line`;
    return { offset, summary: `alias "*${source}" has no anchor`, fix };
  }
  return ancestors.includes(target)
    ? {
        offset,
        summary: `alias "*${source}" is inside the value that it stands for`,
        fix: 'write out the inner value',
      }
    : undefined;
}

/** Things that a text may consist of once its aliases are unfolded: a mesh of 10,000 services has 200,000. */
const MOST_THINGS = 1_000_000;

/** Levels of a text once its aliases are unfolded. */
const MOST_LEVELS = 200;

/**
 * Whether the text is too large or too deep to be unfolded. It counts without unfolding: what an alias stands for is
 * complete before the alias, so its size is known by then.
 */
export function cannotUnfold(document: Document.Parsed, anchored: Anchored): boolean {
  const known = new Map<unknown, Extent>();
  const extentOf = (node: unknown): Extent => {
    if (isAlias(node)) return known.get(anchored.get(node)) ?? NOTHING;
    const inner = isCollection(node) ? node.items : isPair(node) ? [node.key, node.value] : [];
    const extent = { things: 1, levels: 0 };
    for (const { things, levels } of inner.map(extentOf)) {
      extent.things += things;
      extent.levels = Math.max(extent.levels, levels);
    }
    if (!isPair(node)) extent.levels += 1;
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) known.set(node, extent);
    return extent;
  };
  const { things, levels } = extentOf(document.contents);
  return things > MOST_THINGS || levels > MOST_LEVELS;
}

interface Extent {
  readonly things: number;
  readonly levels: number;
}

const NOTHING: Extent = { things: 0, levels: 0 };
