/**
 * The goal of a figure, and whether it is met: part of a line, and the exit code of the benchmark. A slow machine does not
 * miss the goal for a ratio within one run; a busy one may, so repeat the run before you trust the result.
 */
export function judged(figure, { most, least, unit = 'x' }) {
  const holds = most === undefined ? figure >= least : figure <= most;
  if (!holds) process.exitCode = 1;
  const goal = most === undefined ? `at least ${least} ${unit}` : `at most ${most} ${unit}`;
  return `${goal}: ${holds ? 'holds' : 'MISSED'}`;
}
