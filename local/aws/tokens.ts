import type { Part, World } from './world';

/** What a request with an idempotency token made, and until when (seconds since 1970) AWS takes the token for the same. */
interface Once {
  readonly made: string;
  readonly until: number;
}

/** By service and operation, then by whose token it is. */
export const tokensPart: Part<Record<string, Record<string, Once>>> = {
  name: 'idempotency-tokens',
  empty: () => ({}),
};

/** An operation with a token, and how many seconds its token counts. */
export interface Tokened {
  readonly operation: string;
  readonly seconds: number;
  /** Who asks, and about what: tokens of others are others. */
  readonly whose: readonly string[];
  /** @default every request makes something */
  readonly token?: string | undefined;
}

/**
 * What a request makes, once for each token: asked again with it while it counts, it gets what was made before, without a
 * look at the rest of the request. What is no longer there is made anew.
 * @param isThere whether what was made before still is
 */
export async function madeOnce(
  world: World,
  { operation, seconds, whose, token }: Tokened,
  isThere: (made: string) => boolean,
  make: () => string | Promise<string>,
): Promise<string> {
  if (token === undefined) return await make();
  const all = world.part(tokensPart);
  const tokens = (all[operation] ??= {});
  const [now, key] = [world.now(), JSON.stringify([...whose, token])];
  for (const [old, { until }] of Object.entries(tokens)) if (until < now) delete tokens[old];
  const before = tokens[key];
  if (before !== undefined && isThere(before.made)) return before.made;
  const making = underWay.get(world) ?? new Map<string, Promise<string>>();
  underWay.set(world, making);
  const name = `${operation} ${key}`;
  const made = making.get(name) ?? Promise.resolve(make()).finally(() => making.delete(name));
  making.set(name, made);
  // Asked for again: a restore may have replaced the part while this waited.
  (world.part(tokensPart)[operation] ??= {})[key] = { made: await made, until: now + seconds };
  return await made;
}

/** What is being made: a client that did not wait for the answer asks again meanwhile. */
const underWay = new WeakMap<World, Map<string, Promise<string>>>();
