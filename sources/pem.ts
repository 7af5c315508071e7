import { X509Certificate } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { isRecord } from '../core/base/json';
import { findingOf, type Finding, type Path, type Result } from '../core/topology';
import { textOf } from './read-text';
import { sourceRules } from './rules';

type Fields = Readonly<Record<string, unknown>>;

/** What a certificate's own text tells. Who signed it is a key of the topology, which no PEM knows. */
interface Told {
  readonly names: readonly string[];
  readonly usages: readonly ('server' | 'client')[];
}

/** Extended key usages (RFC 5280, 4.2.1.12). A certificate that lists none, or "any", may be used for both. */
const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';
const anyUsage = '2.5.29.37.0';

/**
 * The written topology with each certificate's `pem` (text) or `pemFile` (path, relative to the topology's folder)
 * replaced by the facts in it, so that the core never sees a file. What has neither stays as it was written.
 */
export function withPemFacts(written: unknown, file: string): Result<unknown> {
  const certificates = fieldsOf(fieldsOf(written)?.['certificates']);
  if (certificates === undefined) return { ok: true, value: written, findings: [] };
  const findings: Finding[] = [];
  const replaced = Object.entries(certificates).map(([key, value]) => {
    const result = replacedIn(value, ['certificates', key], file);
    findings.push(...result.findings);
    return [key, result.ok ? result.value : value] as const;
  });
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, value: { ...fieldsOf(written), certificates: Object.fromEntries(replaced) }, findings };
}

function replacedIn(value: unknown, path: Path, file: string): Result<unknown> {
  const fields = fieldsOf(value);
  const given = ['pem', 'pemFile'].filter((name) => fields !== undefined && Object.hasOwn(fields, name));
  const [name] = given;
  if (fields === undefined || name === undefined) return { ok: true, value, findings: [] };
  const stated = fieldsOf(fields['facts']) ?? {};
  const twice = ['names', 'usages'].find((fact) => Object.hasOwn(stated, fact));
  if (given.length > 1) {
    return refused(
      [...path, 'pemFile'],
      'the certificate has both "pem" and "pemFile"',
      'keep one of the two',
    );
  }
  if (twice !== undefined) {
    const summary = `the certificate's ${twice} are stated, and "${name}" tells them too`;
    return refused(
      [...path, 'facts', twice],
      summary,
      `remove "${twice}" from the facts, or remove "${name}"`,
    );
  }
  const at = [...path, name];
  const text = pemOf(fields[name], name, at, file);
  const told = text.ok ? factsOf(text.value, at) : text;
  if (!told.ok) return told;
  const { pem: _pem, pemFile: _pemFile, ...others } = fields;
  return { ok: true, value: { ...others, facts: { ...stated, ...told.value } }, findings: [] };
}

function pemOf(value: unknown, name: string, at: Path, file: string): Result<string> {
  if (typeof value !== 'string') {
    return refused(
      at,
      `"${name}" is no text`,
      name === 'pem' ? 'paste the PEM text' : 'write the path of a PEM file',
    );
  }
  if (name === 'pem') return { ok: true, value, findings: [] };
  const text = textOf(resolve(dirname(file), value), value);
  if (text.ok) return text;
  const [{ summary } = { summary: 'the file is unreadable' }] = text.findings;
  return refused(at, summary, 'write the path of a PEM file, relative to the folder of the topology');
}

/** The facts of the first certificate of a PEM text: of a chain, that is the one which is presented. */
function factsOf(text: string, at: Path): Result<Told> {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return refused(
      at,
      'the PEM holds a private key',
      'give the certificate alone, and keep the key out of the topology',
    );
  }
  try {
    const certificate = new X509Certificate(text);
    return {
      ok: true,
      value: { names: namesOf(certificate.subjectAltName ?? ''), usages: usagesOf(certificate.keyUsage) },
      findings: [],
    };
  } catch {
    const fix = 'give what stands from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----';
    return refused(at, 'the PEM holds no readable certificate', fix);
  }
}

/** DNS names and URIs (SPIFFE), which are what a client policy can ask for. Node quotes a name with odd characters. */
function namesOf(alternatives: string): readonly string[] {
  return [...alternatives.matchAll(/(?:^|, )(?:DNS|URI):("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(([, name = '']) =>
    name.startsWith('"') ? String(JSON.parse(name)) : name,
  );
}

function usagesOf(extended: readonly string[] | undefined): Told['usages'] {
  if (extended === undefined || extended.includes(anyUsage)) return ['server', 'client'];
  const has = (usage: string): boolean => extended.includes(usage);
  return [
    ...(has(serverAuth) ? (['server'] as const) : []),
    ...(has(clientAuth) ? (['client'] as const) : []),
  ];
}

function refused<T>(at: Path, summary: string, fix: string): Result<T> {
  return { ok: false, findings: [findingOf(sourceRules['source/pem'], { at, summary, fix })] };
}

function fieldsOf(value: unknown): Fields | undefined {
  return isRecord(value) ? value : undefined;
}
