import type { PictureParts } from './parts';

/**
 * How many boxes lie before each box at most, so that callers come before what they call. Where calls form a circle, the
 * one that closes it does not count.
 */
export function ranksOf({ boxes, arrows }: PictureParts): ReadonlyMap<string, number> {
  const called = new Map<string, string[]>(boxes.map(({ id }) => [id, []]));
  for (const { from, to } of arrows) called.get(from)?.push(to);
  const order = orderOf(
    boxes.map(({ id }) => id),
    (id) => called.get(id) ?? [],
  );
  const position = new Map(order.map((id, index) => [id, index]));
  const ranks = new Map(boxes.map(({ id }) => [id, 0]));
  for (const [index, id] of order.entries()) {
    const next = (ranks.get(id) ?? 0) + 1;
    for (const to of called.get(id) ?? [])
      if ((position.get(to) ?? 0) > index) ranks.set(to, Math.max(ranks.get(to) ?? 0, next));
  }
  return ranks;
}

/** Each id before those that follow from it, as far as circles allow. Without recursion: a chain may be long. */
function orderOf(ids: readonly string[], nextOf: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const done: string[] = [];
  for (const start of ids) {
    if (seen.has(start)) continue;
    seen.add(start);
    const way = [{ id: start, left: [...nextOf(start)].toReversed() }];
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const next = here.left.pop();
      if (next === undefined) {
        done.push(here.id);
        way.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        way.push({ id: next, left: [...nextOf(next)].toReversed() });
      }
    }
  }
  return done.toReversed();
}
