/**
 * What a figure should be, and whether it is: part of a line, and the exit code of the benchmark. A ratio within one run
 * is missed by no machine for being slow; one that is busy may miss it, so look again before you believe it.
 */
export function judged(figure, { most, least, unit = 'x' }) {
  const holds = most === undefined ? figure >= least : figure <= most;
  if (!holds) process.exitCode = 1;
  const goal = most === undefined ? `at least ${least} ${unit}` : `at most ${most} ${unit}`;
  return `${goal}: ${holds ? 'holds' : 'MISSED'}`;
}
