/**
 * What a ratio should be, and whether it is: part of a line, and the exit code of the benchmark. A goal is a ratio within
 * one run, so a slow machine misses none by being slow; one that is busy may, so look again before you believe it.
 */
export function judged(ratio, { most, least }) {
  const holds = most === undefined ? ratio >= least : ratio <= most;
  if (!holds) process.exitCode = 1;
  const goal = most === undefined ? `at least ${least} x` : `at most ${most} x`;
  return `${goal}: ${holds ? 'holds' : 'MISSED'}`;
}
