import { extname } from 'node:path';
import type { Result } from '../core/topology';
import { withPemFacts } from './pem';
import { placed, type Source } from '../core/source';
import { textOf } from './read-text';
import { fileFinding } from './file-finding';

type Reader = (content: string, path: string, file: string) => Promise<Result<Source>>;

// Each reader is loaded when it is needed: a topology in YAML starts without the bundler, one in TypeScript without YAML.
const text =
  (json: boolean): Reader =>
  async (content, _path, file) =>
    (await import('./yaml')).parseYaml(content, file, { json });
const program: Reader = async (_content, path, file) => (await import('./typescript')).evaluate(path, file);

/** Who reads which kind of file. */
const readers: Readonly<Record<string, Reader>> = {
  '.yaml': text(false),
  '.yml': text(false),
  '.json': text(true),
  '.ts': program,
  '.mts': program,
  '.cts': program,
  '.js': program,
  '.mjs': program,
  '.cjs': program,
};

/** The extensions of the files that can contain a topology. */
export const endings: readonly string[] = Object.keys(readers);

/**
 * What a topology file says, before it is judged. A file that can't be read as a whole is not read at all: the
 * result is what prevents it, with file, line and column.
 * @param path where the file is
 * @param file how findings name it; @default the path
 */
export async function loadTopology(path: string, file = path): Promise<Result<Source>> {
  const content = textOf(path, file);
  const reader = readers[extname(path).toLowerCase()];
  if (reader === undefined && (content.ok || content.findings[0]?.rule === 'source/empty')) {
    const summary = `"${file}" has no extension that this version can read`;
    const fix = `give it one of the extensions ${endings.join(' ')}`;
    return { ok: false, findings: [fileFinding('source/ending', file, summary, fix)] };
  }
  // What does not exist is reported as missing, whatever its name.
  if (!content.ok) return content;
  const source = await (reader ?? text(false))(content.value, path, file);
  if (!source.ok) return source;
  const complete = withPemFacts(source.value.written, path);
  if (complete.ok) {
    return { ok: true, value: { ...source.value, written: complete.value }, findings: source.findings };
  }
  const findings = placed(complete.findings, source.value);
  return { ok: false, findings: [...source.findings, ...findings] };
}
