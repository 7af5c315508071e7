import type { z } from 'zod';
import { recordOf } from '../../base/json';
import { quotedList } from '../../base/text';
import { didYouMean } from '../did-you-mean';
import type { Finding, Path } from '../finding';
import { findingOf } from '../rule';
import { topologyRules, type TopologyRuleId } from '../rules';
import { A_PARAMETER } from '../schema/expectations';

type Issue = z.core.$ZodIssue;

/** What the schema found, in words for people: the branch of a union that was meant, one finding a key. */
export function findingsOf(issues: readonly Issue[], tree: unknown): readonly Finding[] {
  const findings = issues.flatMap((issue) => findingsOfOne(issue, [], tree));
  // A required key that was misspelt is also missing: the suggestion says it all.
  const meantKeys = new Set(
    findings
      .filter(({ rule, fix }) => rule === 'topology/unknown-key' && fix.startsWith('did you mean'))
      .map(({ at, fix }) => JSON.stringify([...at.path.slice(0, -1), /"(.+)"/.exec(fix)?.[1]])),
  );
  return findings.filter(
    ({ rule, at }) => rule !== 'topology/missing' || !meantKeys.has(JSON.stringify(at.path)),
  );
}

function findingsOfOne(issue: Issue, base: Path, tree: unknown): readonly Finding[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const value = valueAt(tree, path);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const expected = expectedInstead(issue.errors);
    const best = meant(issue.errors, value);
    const [first] = best;
    if (expected === undefined || first === undefined || hasOwnFix(first, value))
      return best.flatMap((inner) => findingsOfOne(inner, path, tree));
    return [finding('topology/value', path, expected)];
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.message
      .split('\n')
      .map((line, index) => finding('topology/unknown-key', [...path, issue.keys[index] ?? ''], line));
  }
  if (issue.code === 'invalid_key')
    return issue.issues.map((inner) =>
      finding('topology/key', path, withKey(String(path.at(-1)), ownWords(inner))),
    );
  const missing = issue.code === 'invalid_type' && value === undefined;
  if (missing) {
    const what =
      path.length === 0
        ? 'the topology is empty; write at least mesh, region and accounts'
        : `"${String(path.at(-1))}" is missing; add it`;
    return [finding('topology/missing', path, what)];
  }
  return [finding('topology/value', path, withFix(ownWords(issue), value, issue))];
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object; write { … }',
  record: 'an object with keys; write { KEY: … }',
  array: 'a list; write [ … ]',
  string: 'text; write a text, in quotes',
  boolean: 'true or false',
};

function ownWords(issue: Issue): string {
  const isLibrarys = /^(Invalid input|Too (small|big))/.test(issue.message);
  if (isLibrarys && issue.code === 'invalid_value')
    return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
  if (isLibrarys && issue.code === 'too_small' && issue.origin === 'string')
    return 'empty text; write a text';
  if (isLibrarys && issue.code === 'too_small')
    return `expected at least ${issue.minimum} of these; add what is missing`;
  if (isLibrarys && issue.code === 'too_big')
    return `expected at most ${issue.maximum} of these; drop the rest`;
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return issue.message;
  return `expected ${TYPES[issue.expected] ?? issue.expected}`;
}

/**
 * What belongs there, where a value fits no branch at all: what each of them expects. Nothing where it is one of a kind, and
 * something inside of it is wrong, or where a branch has words of its own.
 */
function expectedInstead(branches: readonly (readonly Issue[])[]): string | undefined {
  const parts = branches.flatMap((issues): readonly string[] => {
    const [first] = issues;
    if (first === undefined || issues.some(({ path }) => path.length > 0)) return [''];
    if (first.code === 'invalid_union') return [expectedInstead(first.errors) ?? ''];
    return first.message === A_PARAMETER ? [] : [ownWords(first)];
  });
  if (parts.length < 2 || parts.some((part) => !part.startsWith('expected '))) return undefined;
  const known = [...new Set(parts)].map((part) => {
    const [what = '', fix] = part.slice('expected '.length).split('; ');
    return { what, fix };
  });
  const hint = known.find(({ fix }) => fix !== undefined && !fix.startsWith('write '))?.fix;
  const write = known.map(({ what, fix }) => fix?.slice('write '.length) ?? what).slice(0, MOST_FORMS);
  return `expected ${[...new Set(known.map(({ what }) => what))].join(' or ')}; ${hint ?? `write ${write.join(' or ')}`}`;
}

/** Forms that a fix names; a value that may be matched in seven ways would fill the screen. */
const MOST_FORMS = 4;

/** A key that can be written, derived from the one that cannot. */
function withKey(key: string, message: string): string {
  const [summary = message, fix = ''] = message.split('; ');
  if (!fix.startsWith('write one like')) return `"${key}": ${message}`;
  const other = key
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 63);
  return `"${key}": ${summary}; ${other === '' ? fix : `write ${other}`}`;
}

const hasOwnFix = (issue: Issue, value: unknown): boolean => fixOf(value, issue) !== undefined;

/** Adds what to type: what the value shows was meant, what the schema says, or else what it expects. */
function withFix(message: string, value: unknown, issue: Issue): string {
  const [summary = message] = message.split('; ');
  const fix = fixOf(value, issue);
  if (fix !== undefined) return `${summary}; ${fix}`;
  if (message.includes('; ')) return message;
  return summary.startsWith('expected ') ? `${summary}; write ${summary.slice('expected '.length)}` : message;
}

function fixOf(value: unknown, issue: Issue): string | undefined {
  if (typeof value === 'number' && issue.message.includes('account id'))
    return `write it as text: "${String(value).padStart(12, '0')}"`;
  const { param } = recordOf(value);
  if (param !== undefined) return `write { parameter: ${typeof param === 'string' ? param : 'NAME'} }`;
  if (typeof value !== 'string')
    return expectedShape(issue) === 'array' && typeof value === 'object' ? 'write a list: [ … ]' : undefined;
  const reference = /^\$\{(?:var\.)?([A-Za-z_]\w*)\}$/.exec(value)?.[1];
  if (reference !== undefined) return `write { parameter: ${reference} }, and declare it under parameters`;
  if (value.includes('-') && /^[\d-]{12,}$/.test(value) && /^\d{12}$/.test(value.replaceAll('-', '')))
    return `drop the hyphens: "${value.replaceAll('-', '')}"`;
  if (/^\d+$/.test(value) && issue.message.startsWith('expected a whole number'))
    return `drop the quotes: ${value}`;
  if (expectedShape(issue) === 'array') return `write a list: [${JSON.stringify(value)}]`;
  return undefined;
}

/** A message reads `what is wrong; what to do`. */
function finding(rule: TopologyRuleId, path: Path, message: string): Finding {
  const [summary = message, ...fix] = message.split('; ');
  return findingOf(topologyRules[rule], {
    at: path,
    summary:
      path.length > 0 || rule !== 'topology/value' ? summary : `the topology has the wrong type: ${summary}`,
    fix: fix.length > 0 ? fix.join('; ') : 'write what docs/topology.md of meshspan describes for this key',
  });
}

/** The branch that the person meant: the one that fits the kind of value, then the one with the fewest issues. */
function meant(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] {
  const penalty = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => {
      const first = issue.path[0];
      if (issue.code === 'invalid_union' && issue.path.length === 0 && issue.errors.length > 0)
        return sum + Math.min(...issue.errors.map(penalty));
      const shapes = issue.code === 'invalid_type' || issue.code === 'invalid_value';
      if (issue.path.length === 0 && shapes)
        return sum + (shapeOf(value) === expectedShape(issue) ? 10 : 1000);
      // An explicit `kind` chooses the branch; an object without `parameter` was never meant as one.
      if (first === 'kind') return sum + 100;
      if (first === 'parameter' && issue.code === 'invalid_type') return sum + 5000;
      return sum + (issue.code === 'unrecognized_keys' ? 2 * issue.keys.length : 1);
    }, 0);
  const ranked = branches
    .map((issues) => ({ issues, penalty: penalty(issues) }))
    .toSorted((a, b) => a.penalty - b.penalty);
  const best = ranked[0]?.issues ?? [];
  const kinds = branches.flatMap((issues) =>
    issues
      .filter((i) => i.path[0] === 'kind' && i.code === 'invalid_value')
      .flatMap((i) => (i.code === 'invalid_value' ? i.values : [])),
  );
  const onKind = best.find((issue) => issue.path[0] === 'kind');
  if (onKind === undefined || kinds.length === 0) return best;
  const words = [...new Set(kinds.map(String))];
  const kind = recordOf(value)['kind'];
  const written = typeof kind === 'string' ? kind : '';
  const hint = didYouMean(written, words);
  const message = `expected kind ${quotedList(words, ' or ')}${hint === undefined ? '' : `; ${hint}`}`;
  return [{ ...onKind, message }];
}

const shapeOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'object' && value !== null ? 'object' : 'scalar';

function expectedShape(issue: Issue): string {
  if (issue.code !== 'invalid_type') return 'scalar';
  return issue.expected === 'object' || issue.expected === 'record'
    ? 'object'
    : issue.expected === 'array' || issue.expected === 'tuple'
      ? 'array'
      : 'scalar';
}

function valueAt(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null
        ? (node as Record<string | number, unknown>)[step]
        : undefined,
    tree,
  );
}
