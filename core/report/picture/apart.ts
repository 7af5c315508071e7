import type { Way } from './lanes';

/** Nearer than this, two lines that run side by side look like one. */
const NEAR = 3;

/**
 * Where each arrow leaves its box, moved a little where another arrow reaches the next box on the same line: the two would
 * lie upon each other between the boxes.
 *
 * @param starts where each arrow leaves, across the arrows
 * @param ends where each arrow reaches what it calls
 */
export function apart(
  ways: readonly Way[],
  starts: readonly number[],
  ends: readonly number[],
): readonly number[] {
  const keyOf = (space: number, row: number, step: number): string => `${space} ${row} ${step}`;
  const reached = new Map<string, number>();
  for (const { arrow, into, to } of ways)
    reached.set(keyOf(into, to.row, Math.floor((ends[arrow] ?? 0) / NEAR)), arrow);
  return ways.map(({ arrow, out, from }) => {
    const start = starts[arrow] ?? 0;
    for (const step of [-1, 0, 1]) {
      const other = reached.get(keyOf(out, from.row, Math.floor(start / NEAR) + step));
      const end = other === undefined || other === arrow ? undefined : ends[other];
      if (end !== undefined && Math.abs(start - end) < NEAR)
        return start < end ? end - NEAR - 1 : end + NEAR + 1;
    }
    return start;
  });
}
