import { isAlias, isMap, isScalar, isSeq, visit, type Document } from 'yaml';
import type { Anchored } from './yaml-aliases';
import { nameOf, type Problem } from './yaml-limits';

/** What `<<` should merge and is not a mapping, nor a list of mappings. */
export function badMerges(document: Document.Parsed, anchored: Anchored): readonly Problem[] {
  const problems: Problem[] = [];
  const meant = (node: unknown): unknown => (isAlias(node) ? anchored.get(node) : node);
  visit(document, {
    Pair: (_key, { key, value }) => {
      if (!isScalar(key) || nameOf(key.value) !== '<<' || (key.type ?? 'PLAIN') !== 'PLAIN') return;
      const source = meant(value);
      const sources = isSeq(source) ? source.items.map(meant) : [source];
      // An alias without an anchor is reported as that.
      if (sources.every((each) => isMap(each) || (isAlias(value) && each === undefined))) return;
      problems.push({
        offset: key.range?.[0] ?? 0,
        summary: 'what "<<" merges is not a mapping',
        fix: 'write the alias of a mapping behind it, such as <<: *NAME, or drop the key',
      });
    },
  });
  return problems;
}
