import { dirname, resolve } from 'node:path';
import { fieldOf, isRecord } from '../core/base/json';
import { defined } from '../core/base/properties';
import { findingOf, type Finding, type Path, type Result } from '../core/topology';
import { shownIn, type Shown } from './pem-facts';
import { textOf } from './read-text';
import { sourceRules } from './rules';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The written topology with each certificate's `pem` (text) or `pemFile` (path, relative to the topology's folder)
 * replaced by the facts in it, so that the core never sees a file. What has neither stays as it was written.
 */
export function withPemFacts(written: unknown, file: string): Result<unknown> {
  const certificates = fieldsOf(fieldsOf(written)?.['certificates']);
  const parentOf = parentsOf(written);
  if (certificates === undefined) return { ok: true, value: written, findings: [] };
  const findings: Finding[] = [];
  const replaced = Object.entries(certificates).map(([key, value]) => {
    const result = replacedIn(value, ['certificates', key], file, parentOf);
    findings.push(...result.findings);
    return [key, result.ok ? result.value : value] as const;
  });
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, value: { ...fieldsOf(written), certificates: Object.fromEntries(replaced) }, findings };
}

function replacedIn(value: unknown, path: Path, file: string, parentOf: ParentOf): Result<unknown> {
  const fields = fieldsOf(value);
  const given = ['pem', 'pemFile'].filter((name) => fields !== undefined && Object.hasOwn(fields, name));
  const [name] = given;
  if (fields === undefined || name === undefined) return { ok: true, value, findings: [] };
  const stated = fieldsOf(fields['facts']) ?? {};
  // ACM delivers the chain that it has, whatever a PEM beside the topology contains.
  const read = ['names', 'usages', 'validity', ...(fields['kind'] === 'acm' ? [] : ['chain'])];
  const twice = read.find((fact) => Object.hasOwn(stated, fact));
  if (given.length > 1) {
    return refused(
      [...path, 'pemFile'],
      'the certificate has both "pem" and "pemFile"',
      'keep one of the two',
    );
  }
  if (twice !== undefined) {
    const summary = `facts.${twice} of the certificate is stated, and is also in "${name}"`;
    return refused(
      [...path, 'facts', twice],
      summary,
      `remove "${twice}" from the facts, or remove "${name}"`,
    );
  }
  const at = [...path, name];
  const text = pemOf(fields[name], name, at, file);
  const shown = text.ok ? certificatesOf(text.value, at) : text;
  if (!shown.ok) return shown;
  const { pem: _pem, pemFile: _pemFile, ...others } = fields;
  const { above, ...facts } = shown.value;
  const chain = read.includes('chain') ? chainOf(stated['issuer'], above, parentOf) : undefined;
  return {
    ok: true,
    value: { ...others, facts: { ...stated, ...facts, ...defined({ chain }) } },
    findings: [],
  };
}

/** Finds the key of the authority above another, in what was written. */
type ParentOf = (key: string) => unknown;

function parentsOf(written: unknown): ParentOf {
  const { authority, authorities } = fieldsOf(written) ?? {};
  const known = authority === undefined ? fieldsOf(authorities) : { root: authority };
  return (key) => fieldOf(known, key, 'parent');
}

/**
 * The authorities whose own certificates follow the leaf: the first is the one that is said to have issued it, each
 * further one the parent of the one before. Undefined where the issuer is not stated.
 */
function chainOf(issuer: unknown, above: number, parentOf: ParentOf): readonly string[] | undefined {
  if (typeof issuer !== 'string') return undefined;
  const keys: string[] = [];
  for (let key: unknown = issuer; typeof key === 'string' && keys.length < above; key = parentOf(key))
    keys.push(key);
  return keys;
}

function pemOf(value: unknown, name: string, at: Path, file: string): Result<string> {
  if (typeof value !== 'string') {
    return refused(
      at,
      `"${name}" is not a text`,
      name === 'pem' ? 'paste the PEM text' : 'write the path of a PEM file',
    );
  }
  if (name === 'pem') return { ok: true, value, findings: [] };
  const text = textOf(resolve(dirname(file), value), value);
  if (text.ok) return text;
  const [{ summary } = { summary: 'the file is unreadable' }] = text.findings;
  return refused(at, summary, 'write the path of a PEM file, relative to the folder of the topology');
}

function certificatesOf(text: string, at: Path): Result<Shown> {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return refused(
      at,
      'the PEM contains a private key',
      'give the certificate alone, and keep the key out of the topology',
    );
  }
  const shown = shownIn(text);
  if (shown !== undefined) return { ok: true, value: shown, findings: [] };
  const fix = 'give everything from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----';
  return refused(at, 'the PEM contains no readable certificate', fix);
}

function refused<T>(at: Path, summary: string, fix: string): Result<T> {
  return { ok: false, findings: [findingOf(sourceRules['source/pem'], { at, summary, fix })] };
}

function fieldsOf(value: unknown): Fields | undefined {
  return isRecord(value) ? value : undefined;
}
