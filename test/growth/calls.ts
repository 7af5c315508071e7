import { Session, type Profiler } from 'node:inspector';
import { dirname } from 'node:path';

/** How often each part of the code ran, by where it is: functions, and the blocks in them that ran at another rate. */
export type Counts = ReadonlyMap<string, number>;

const root = dirname(dirname(__dirname));
const COUNTED = /^(core|sources|stacks|modules)\/|\/node_modules\/yaml\//;

// Counting starts before any of our code runs: what was optimized by then would be counted in part.
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Counts what runs, rather than the seconds that it takes: the same on every machine, however busy. */
export function countsOf(work: () => unknown): Counts {
  countsSinceLast();
  work();
  return countsSinceLast();
}

/** An in-process session answers before `post` returns, and counts from 0 after each answer. */
function countsSinceLast(): Counts {
  let counts: Counts = new Map();
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    counts = countsIn(result);
  });
  return counts;
}

/** Ends the counting, which slows down all that runs. */
export function stopCounting(): void {
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
}

function countsIn(scripts: readonly Profiler.ScriptCoverage[]): Counts {
  const counts = new Map<string, number>();
  for (const { url, functions } of scripts) {
    const file = url.replace(/^file:\/\//, '').replace(`${root}/`, '');
    if (!COUNTED.test(file)) continue;
    for (const { functionName, ranges } of functions) {
      for (const { startOffset, endOffset, count } of ranges) {
        counts.set(`${file} ${functionName} ${startOffset}-${endOffset}`, count);
      }
    }
  }
  return counts;
}

/** The larger of two counts of each part. */
export const mostOf = (one: Counts, other: Counts): Counts =>
  new Map([...one].map(([where, count]) => [where, Math.max(count, other.get(where) ?? 0)]));

export const totalOf = (counts: Counts): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** What ran more than `most` times as often in the second work as in the first, the most frequent first. */
export const grownOf = (small: Counts, large: Counts, most: number): readonly string[] =>
  [...large]
    .map(([where, count]) => ({ where, count, before: small.get(where) ?? 0 }))
    .filter(({ count, before }) => before > 0 && count > most * before)
    .toSorted((a, b) => b.count - a.count)
    .map(({ where, count, before }) => `${where}: ${before} -> ${count}`);
