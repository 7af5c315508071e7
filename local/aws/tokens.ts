import type { Part, World } from './world';

/** What a request with an idempotency token created, and until when (seconds since 1970) AWS recognizes the token. */
interface Once {
  readonly made: string;
  readonly until: number;
}

/** By service and operation, then by the owner of the token. */
export const tokensPart: Part<Record<string, Record<string, Once>>> = {
  name: 'idempotency-tokens',
  empty: () => ({}),
};

/** An operation with a token, and for how many seconds its token is valid. */
export interface Tokened {
  readonly operation: string;
  readonly seconds: number;
  /** The caller and the subject: the same token from another caller is a different token. */
  readonly whose: readonly string[];
  /** @default every request creates something */
  readonly token?: string | undefined;
}

/**
 * Runs a request once for each token: a repetition with a valid token gets what was created before; the rest of the
 * request is not compared. What no longer exists is created again.
 * @param isThere whether what was created before still exists
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
  // Read again: a restore may have replaced the part while this waited.
  (world.part(tokensPart)[operation] ??= {})[key] = { made: await made, until: now + seconds };
  return await made;
}

/** Requests in progress: a client that did not wait for the response may repeat one meanwhile. */
const underWay = new WeakMap<World, Map<string, Promise<string>>>();
