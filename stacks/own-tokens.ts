/** Where cdktf stores the values of its tokens (cdktf 0.21, `TokenMap.instance`). */
const KEPT = '__cdktfTokenMap';

/**
 * Runs `build` and then removes its tokens from cdktf, which otherwise keeps every token until the process exits, and
 * with each one all the constructs of its stack. Earlier tokens stay. Afterwards, nothing from `build` may be used except
 * the files that it wrote.
 */
export function withOwnTokens(build: () => void): void {
  const before = mapsOfTokens().map((map) => new Set(map.keys()));
  try {
    build();
  } finally {
    mapsOfTokens().forEach((map, index) => {
      for (const key of map.keys()) if (before[index]?.has(key) !== true) map.delete(key);
    });
  }
}

/** The maps in cdktf's own, in the order of its fields; none where another version stores them elsewhere. */
function mapsOfTokens(): readonly Map<unknown, unknown>[] {
  const kept: unknown = Reflect.get(globalThis, KEPT);
  if (typeof kept !== 'object' || kept === null) return [];
  return Object.values(kept).filter((field): field is Map<unknown, unknown> => field instanceof Map);
}
