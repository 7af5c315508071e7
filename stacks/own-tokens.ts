/** Where cdktf keeps what its tokens stand for (cdktf 0.21, `TokenMap.instance`). */
const KEPT = '__cdktfTokenMap';

/**
 * Runs `build` and then lets cdktf forget the tokens of it: by itself it keeps every token for as long as the process
 * lives, and each one holds on to all the constructs of its stack. Tokens from before stay. Nothing of `build` may be
 * used afterwards but what it wrote.
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

/** The maps in cdktf's own, in the order of its fields; none where another version keeps them elsewhere. */
function mapsOfTokens(): readonly Map<unknown, unknown>[] {
  const kept: unknown = Reflect.get(globalThis, KEPT);
  if (typeof kept !== 'object' || kept === null) return [];
  return Object.values(kept).filter((field): field is Map<unknown, unknown> => field instanceof Map);
}
