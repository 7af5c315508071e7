import { LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import { propertyOf } from '../core/base/properties';
import type { Finding, Result } from '../core/topology';
import type { Position, Source } from '../core/source';
import { fileFinding } from './file-finding';
import { aliasesOf, cannotUnfold, type Aliases } from './yaml-aliases';
import { commentIn } from './json-comments';
import { brokenAt, wordingOf } from './yaml-broken';
import { jsonProblems, repeatedKeys, type Problem } from './yaml-limits';
import { badMerges } from './yaml-merges';
import { tooDeepAt } from './yaml-depth';
import { offsetsIn } from './yaml-offset';

/** Other words where the library's mention its own functions or do not say what to type. */
const wordings: Partial<Record<YAMLError['code'], { readonly summary?: string; readonly fix: string }>> = {
  MULTIPLE_DOCS: {
    summary: 'the file contains several documents',
    fix: 'keep one: remove "---" and what follows',
  },
  ALIAS_PROPS: { fix: 'write the alias alone, without a tag or an anchor' },
  BAD_ALIAS: { fix: 'write the name of an anchor right behind "*" or "&"' },
  BAD_DIRECTIVE: { fix: 'remove the line that begins with "%"' },
  BAD_DQ_ESCAPE: { fix: 'write each backslash twice' },
  BAD_PROP_ORDER: { fix: 'write the anchor in front of the value, behind "-" or the colon' },
  MULTIPLE_TAGS: { fix: 'remove the tags' },
  MULTIPLE_ANCHORS: { fix: 'keep one of the anchors' },
  NON_STRING_KEY: { summary: 'this key is not a text', fix: 'use a text as the key' },
  TAG_RESOLVE_FAILED: {
    fix: 'write a plain value: a quoted text, a number, true, false or null, without a tag',
  },
};

/** A topology in YAML 1.2, or in JSON where `json` says so. Everything that is wrong with the text is reported at once. */
export function parseYaml(text: string, file: string, { json }: { readonly json: boolean }): Result<Source> {
  const tooDeep = tooDeepAt(text);
  if (tooDeep !== undefined) {
    const summary = 'the text is nested too deeply';
    return { ok: false, findings: [fileFinding('source/syntax', file, summary, 'flatten it', tooDeep)] };
  }
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const refused = (problems: readonly Problem[]): Result<Source> => ({
    ok: false,
    findings: problems
      .toSorted((one, other) => one.offset - other.offset)
      .map(({ offset, summary, fix }) =>
        fileFinding('source/syntax', file, summary, fix, positionOf(offset)),
      ),
  });
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
    merge: !json,
    schema: json ? 'json' : 'core',
  });
  // The lines are known once the text has been parsed.
  const comment = json ? commentIn(text) : undefined;
  if (comment !== undefined) return refused([comment]);
  const broken = brokenAt(document.errors, text);
  const aliases = json ? NO_ALIASES : aliasesOf(document);
  const problems = [
    ...[...document.errors, ...document.warnings].map(problemOf),
    ...repeatedKeys(document, (offset) => positionOf(offset).line),
    ...(json ? jsonProblems(document) : [...aliases.problems, ...badMerges(document, aliases.anchored)]),
  ];
  if (broken !== undefined)
    return refused([...problems.filter(({ offset }) => offset < broken.until), broken]);
  if (problems.length > 0) return refused(problems);
  const strict = json ? strictJson(text) : undefined;
  if (strict !== undefined) return refused([strict]);
  if (cannotUnfold(document, aliases.anchored)) return { ok: false, findings: [tooManyAliases(file)] };
  const source = sourceOf(document, aliases.anchored, file, positionOf);
  return source.written === null ? empty(file) : { ok: true, value: source, findings: [] };
}

const NO_ALIASES: Aliases = { anchored: new Map(), problems: [] };

function sourceOf(
  document: Document.Parsed,
  anchored: Aliases['anchored'],
  file: string,
  positionOf: (offset: number) => Position,
): Source {
  // What the aliases unfold to has been counted; the library would walk the whole text again for many an alias.
  const written: unknown = document.toJS({ maxAliasCount: -1 });
  const offsetOf = offsetsIn(document, anchored);
  return {
    file,
    written,
    positions: (path) => {
      const offset = offsetOf(path);
      return offset === undefined ? undefined : positionOf(offset);
    },
  };
}

/** Comments alone, or `null`. */
function empty(file: string): Result<Source> {
  const finding = fileFinding('source/empty', file, `"${file}" is empty`, 'write a topology into it');
  return { ok: false, findings: [finding] };
}

function problemOf({ pos, code, message }: YAMLError): Problem {
  const wording = wordings[code];
  return {
    offset: pos[0],
    summary: wording?.summary ?? wordingOf(message),
    fix: wording?.fix ?? 'remove the text at this place, or put it into quotes',
  };
}

/** The last word on JSON is JavaScript's own parser, which finds one problem at a time. */
function strictJson(text: string): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const said = String(propertyOf(error, 'message'));
    const offset = Number(/at position (\d+)/.exec(said)?.[1] ?? 0);
    const fix = 'write strict JSON (keys in double quotes, no comma after the last), or name the file .yaml';
    return { offset, summary: wordingOf(said.replace(/ at position \d+.*$/, '')), fix };
  }
}

function tooManyAliases(file: string): Finding {
  const summary = `the aliases of "${file}" repeat each other too often to be unfolded`;
  return fileFinding('source/aliases', file, summary, 'write out what the aliases stand for');
}
