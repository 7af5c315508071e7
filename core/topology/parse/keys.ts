import type { Finding, Path } from '../finding';
import { findingOf } from '../rule';
import { topologyRules } from '../rules';

/**
 * Keys that JavaScript keeps for itself: the schema passes over them, so what is written under one would vanish
 * without a word.
 */
export function keptKeyFindings(tree: unknown): readonly Finding[] {
  const ancestors = new Set<object>();
  const inside = (node: unknown, path: Path): readonly Finding[] => {
    if (typeof node !== 'object' || node === null || ancestors.has(node)) return [];
    ancestors.add(node);
    const findings = Object.entries(node).flatMap(([key, child]) => {
      const place = [...path, Array.isArray(node) ? Number(key) : key];
      return key === '__proto__' ? [keptKey(place)] : inside(child, place);
    });
    ancestors.delete(node);
    return findings;
  };
  return inside(tree, []);
}

const keptKey = (at: Path): Finding =>
  findingOf(topologyRules['topology/key'], {
    at,
    summary: 'nothing can be called "__proto__": JavaScript keeps that key for itself',
    fix: 'give it another key',
  });
