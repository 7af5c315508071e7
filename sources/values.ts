import { basename, extname } from 'node:path';
import { isRecord } from '../core/base/json';
import type { Finding, Result } from '../core/topology';
import { fileFinding } from './file-finding';
import { textOf } from './read-text';

type Values = Readonly<Record<string, string>>;

/**
 * The values of parameters that a file contains: a mapping of names to values in YAML or JSON, or lines `NAME=value`
 * in a file that is called `.env` or ends in it.
 * @param file how findings name it
 */
export async function loadValues(path: string, file: string): Promise<Result<Values>> {
  const read = withFix(textOf(path, file));
  // A file of values may be empty.
  if (!read.ok)
    return read.findings[0]?.rule === 'source/empty' ? { ok: true, value: {}, findings: [] } : read;
  return isEnv(file) ? envOf(read.value, file) : mappingOf(read.value, file);
}

/** What is read is not a topology here. */
function withFix<T>(read: Result<T>): Result<T> {
  const fix = 'name a YAML, JSON or .env file of values';
  const isName = ({ rule }: Finding): boolean => ['source/missing', 'source/not-a-file'].includes(rule);
  const findings = read.findings.map((each) => (isName(each) ? { ...each, fix } : each));
  return { ...read, findings };
}

const isEnv = (file: string): boolean => extname(file) === '.env' || /^\.env(\.|$)/.test(basename(file));

async function mappingOf(text: string, file: string): Promise<Result<Values>> {
  const { parseYaml } = await import('./yaml');
  const read = parseYaml(text, file, { json: extname(file).toLowerCase() === '.json' });
  // Comments alone are no values.
  if (!read.ok)
    return read.findings[0]?.rule === 'source/empty' ? { ok: true, value: {}, findings: [] } : read;
  const { written, positions } = read.value;
  if (!isRecord(written)) return refused(file, 'is not a mapping of names to values', 'write NAME: value');
  const bad = Object.entries(written).find(([, value]) => !isScalar(value));
  if (bad === undefined)
    return {
      ok: true,
      value: { ...Object.fromEntries(textsOf(written)), ...(await asWritten(text)) },
      findings: read.findings,
    };
  const [name] = bad;
  const finding = fileFinding(
    'source/values',
    file,
    `the value of "${name}" in "${file}" is not a text, a number, true or false`,
    `write a text, a number, true or false for "${name}"`,
    positions([name]),
  );
  return { ok: false, findings: [finding] };
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const textsOf = (written: object): readonly (readonly [string, string])[] =>
  Object.entries(written).map(([name, value]) => [name, String(value)] as const);

/** Numbers as they are written: `1.10` is a version, and `012345678901` the id of an account. */
async function asWritten(text: string): Promise<Values> {
  const { isMap, isScalar: isNode, parseDocument } = await import('yaml');
  const { contents } = parseDocument(text, { merge: true });
  if (!isMap(contents)) return {};
  const pairs = contents.items.flatMap(({ key, value }) =>
    isNode(key) && isNode(value) && typeof value.value === 'number' && value.source !== undefined
      ? [[String(key.value), value.source] as const]
      : [],
  );
  return Object.fromEntries(pairs);
}

/** `NAME=value`, with `export` before it and quotes around the value where people write them. */
const line = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^#]*?))\s*(?:#.*)?$/;

function envOf(text: string, file: string): Result<Values> {
  const values: Record<string, string> = {};
  const findings: Finding[] = [];
  text.split(/\r?\n/).forEach((written, index) => {
    const trimmed = written.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return;
    const [, name, double, single, bare] = line.exec(trimmed) ?? [];
    if (name === undefined) {
      const summary = `line ${index + 1} of "${file}" is not NAME=value`;
      const at = { line: index + 1, column: 1 };
      findings.push(fileFinding('source/values', file, summary, 'write NAME=value, or # before it', at));
      return;
    }
    values[name.replace(/^MESHSPAN_PARAM_/, '')] =
      double?.replaceAll('\\n', '\n').replaceAll(/\\(.)/g, '$1') ?? single ?? bare ?? '';
  });
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: values, findings };
}

const refused = (file: string, what: string, fix: string): Result<Values> => ({
  ok: false,
  findings: [fileFinding('source/values', file, `"${file}" ${what}`, fix)],
});
