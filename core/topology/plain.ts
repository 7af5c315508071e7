import { propertyOf } from '../base/properties';
import type { Finding, Path, Result } from './finding';
import { findingOf } from './rule';
import { topologyRules, type TopologyRuleId } from './rules';

/** A topology is a dozen levels deep, and one of 10,000 services has 200,000 things in it. */
const MOST_LEVELS = 200;
const MOST_THINGS = 1_000_000;

/** What a value is that no file could contain, and what to write instead. */
const ODD: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  bigint: ['a BigInt', 'write a plain number, without the n'],
  function: ['a function', 'call it, and write its result'],
  symbol: ['a symbol', 'write a text'],
};

/**
 * The values alone, copied once: after this nothing that was written can throw, change or go on for ever. A program may
 * export anything (getters, proxies, lists without an end), and JavaScript reserves one key, which the schema would ignore.
 * Never throws, whatever `written` is.
 */
export function plainOf(written: unknown): Result<unknown> {
  const findings: Finding[] = [];
  const ancestors = new Set<object>();
  let things = 0;
  const report = (rule: TopologyRuleId, at: Path, summary: string, fix: string): undefined => {
    findings.push(findingOf(topologyRules[rule], { at, summary, fix }));
  };

  const copyOf = (value: unknown, path: Path): unknown => {
    const odd = ODD[typeof value];
    if (odd !== undefined)
      return report('topology/value', path, `${odd[0]} is not a value of a topology`, odd[1]);
    if (typeof value !== 'object' || value === null) return value;
    if (ancestors.has(value))
      return report('topology/circular', path, 'this object contains itself', 'write the value out');
    if (path.length >= MOST_LEVELS)
      return report(
        'topology/value',
        path,
        `it is nested more than ${MOST_LEVELS} levels deep`,
        'flatten it',
      );
    ancestors.add(value);
    try {
      return contentOf(value, path);
    } catch (error) {
      return report(
        'topology/value',
        path,
        `reading it throws: ${messageOf(error)}`,
        'write plain values here',
      );
    } finally {
      ancestors.delete(value);
    }
  };

  const contentOf = (value: object, path: Path): unknown => {
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
    const isList = Array.isArray(value);
    if (!isList && kind !== 'Object') {
      const summary = `a ${kind} is not a value of a topology`;
      return report('topology/value', path, summary, 'write a text, a number, a list or an object');
    }
    const keys = isList ? Array.from({ length: lengthOf(value) }, (_, index) => index) : Object.keys(value);
    things += keys.length;
    if (things > MOST_THINGS) {
      // Whatever comes next would only repeat this.
      if (things !== Number.POSITIVE_INFINITY)
        report(
          'topology/value',
          path,
          `the topology has more than ${MOST_THINGS} values`,
          'write fewer of them',
        );
      things = Number.POSITIVE_INFINITY;
      return undefined;
    }
    const entries = keys.map((key) => {
      const at = [...path, key];
      if (key !== '__proto__') return [key, copyOf(read(value, key, at), at)] as const;
      const summary = 'nothing can be called "__proto__": JavaScript reserves that key';
      return [key, report('topology/key', at, summary, 'give it another key')] as const;
    });
    return isList ? entries.map(([, each]) => each) : Object.fromEntries(entries);
  };

  const read = (value: object, key: string | number, at: Path): unknown => {
    try {
      return (value as Readonly<Record<string | number, unknown>>)[key];
    } catch (error) {
      return report(
        'topology/value',
        at,
        `reading it throws: ${messageOf(error)}`,
        'write a plain value here',
      );
    }
  };

  const value = copyOf(written, []);
  return findings.length === 0 ? { ok: true, value, findings } : { ok: false, findings };
}

/** A list that says it is longer than any topology is not walked through. */
const lengthOf = (list: readonly unknown[]): number => Math.min(list.length, MOST_THINGS + 1);

/** The first line of what was thrown, which may itself throw when it is read. */
function messageOf(error: unknown): string {
  try {
    return String(propertyOf(error, 'message') ?? error).split('\n')[0] ?? '';
  } catch {
    return 'an error that also cannot be read';
  }
}
