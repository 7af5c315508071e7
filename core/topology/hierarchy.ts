import type { Authority } from './certificate';
import type { ByKey, Topology } from './topology';

/** Levels of authorities that may be below a subordinate of AWS Private CA, whose trees have five with the root. */
export const MOST_LEVELS_BELOW = 3;

/**
 * Levels of authorities that each may have below it: as many as the topology has, and what it states of them. Those above
 * get one more than those below. A circle of parents, which is an error of its own, is cut.
 */
export function pathLengthsOf(authorities: ByKey<Authority>): ReadonlyMap<string, number> {
  const children = new Map<string, string[]>();
  for (const { key, parent } of Object.values(authorities))
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), key]);
  const lengths = new Map<string, number>();
  const lengthOf = (key: string): number => {
    const known = lengths.get(key);
    if (known !== undefined) return known;
    lengths.set(key, 0);
    const below = (children.get(key) ?? []).map((child) => lengthOf(child) + 1);
    const length = Math.max(statedOf(authorities[key]), ...below);
    lengths.set(key, length);
    return length;
  };
  for (const key of Object.keys(authorities)) lengthOf(key);
  return lengths;
}

const statedOf = (authority: Authority | undefined): number =>
  authority?.kind === 'private-ca' ? (authority.pathLength ?? 0) : 0;

/**
 * Whether ACM is to issue from an authority: what only signs other authorities of the topology needs no permission for
 * that.
 */
export const isIssuing = (
  { authorities, certificates }: Pick<Topology, 'authorities' | 'certificates'>,
  key: string,
): boolean =>
  Object.values(certificates).some((each) => each.kind === 'issued' && each.authority === key) ||
  !Object.values(authorities).some((each) => each.kind === 'private-ca' && each.parent === key);
