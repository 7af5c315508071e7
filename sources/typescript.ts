import { Console } from 'node:console';
import { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import type { BuildFailure, BuildResult, Message, OutputFile, Plugin } from 'esbuild';
import { propertyOf } from '../core/base/properties';
import { plainOf, type Finding, type Result } from '../core/topology';
import * as library from './library';
import { noPositions, placed, type Position, type Source } from '../core/source';
import { fileFinding } from './file-finding';

/** The name under which a topology imports meshspan. */
const self = 'meshspan';

interface Program {
  readonly code: string;
  readonly map: SourceMap;
}

/** A topology written as a program: bundled in memory, run, and its default export taken. */
export async function evaluate(path: string, file: string): Promise<Result<Source>> {
  const bundled = await bundle(path, file);
  if (!bundled.ok) return bundled;
  try {
    const exported = run(bundled.value.code, path);
    const hasDefault = typeof exported === 'object' && exported !== null && 'default' in exported;
    if (!hasDefault || exported.default === undefined) {
      const fix = 'end the file with: export default topology({ … })';
      const finding = fileFinding(
        'source/no-default',
        file,
        `"${file}" has no topology as its default export`,
        fix,
      );
      return { ok: false, findings: [finding] };
    }
    // A topology may ask something first; what it exports is then a promise.
    const written: unknown = await Promise.resolve(exported.default);
    const plain = plainOf(written);
    const findings = [...bundled.findings, ...placed(plain.findings, { file, positions: noPositions })];
    return plain.ok
      ? { ok: true, value: { file, written: plain.value, positions: noPositions }, findings }
      : { ok: false, findings };
  } catch (error) {
    return { ok: false, findings: [...bundled.findings, thrown(error, bundled.value.map, path, file)] };
  }
}

async function bundle(path: string, file: string): Promise<Result<Program>> {
  const found = (messages: readonly Message[], severity: Finding['severity']): readonly Finding[] =>
    messages.map((message) => ({ ...findingOf(message, file), severity }));
  try {
    const esbuild = await import('esbuild');
    const { outputFiles, warnings } = await esbuild.build({
      entryPoints: [resolve(path)],
      absWorkingDir: dirname(resolve(path)),
      outfile: `${resolve(path)}.bundle.js`,
      write: false,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      supported: { 'dynamic-import': false },
      sourcemap: 'external',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [ourselves],
    });
    return { ok: true, value: programOf(outputFiles), findings: found(warnings, 'warning') };
  } catch (error) {
    return {
      ok: false,
      findings: isBuildFailure(error) ? found(error.errors, 'error') : [noBundler(error, file)],
    };
  }
}

function programOf(files: NonNullable<BuildResult['outputFiles']>): Program {
  const textOf = (wanted: (file: OutputFile) => boolean): string => files.find(wanted)?.text ?? '{}';
  const payload = JSON.parse(textOf(({ path }) => path.endsWith('.map'))) as SourceMapPayload;
  return { code: textOf(({ path }) => !path.endsWith('.map')), map: new SourceMap(payload) };
}

/** The examples import the entry of meshspan by its path, users by its name; both get the library that is running. */
const ourselves: Plugin = {
  name: self,
  setup(build) {
    const entry = join(__dirname, '..', 'index');
    const external = { path: self, external: true };
    build.onResolve({ filter: new RegExp(`^${self}$`) }, () => external);
    build.onResolve({ filter: /^(\.\.?)?\// }, ({ path, resolveDir }) =>
      resolve(resolveDir, path.replace(/\.[jt]s$/, '')) === entry ? external : undefined,
    );
  },
};

function run(code: string, path: string): unknown {
  const file = resolve(path);
  const load = createRequire(file);
  const module = { exports: {} as unknown };
  const required = (name: string): unknown => (name === self ? library : load(name));
  // What a topology prints while it is evaluated must not end up in the result of the command.
  const quiet = new Console(process.stderr, process.stderr);
  const names = ['module', 'exports', 'require', '__filename', '__dirname', 'console'];
  const program = compileFunction(code, names, { filename: file }) as (...values: unknown[]) => void;
  program(module, module.exports, required, file, dirname(file), quiet);
  return module.exports;
}

/** An error of the user's program, at the line that threw it; the stack trace is not shown. */
function thrown(error: unknown, map: SourceMap, path: string, file: string): Finding {
  const [said = ''] = String(propertyOf(error, 'message') ?? error).split('\n');
  const stack = propertyOf(error, 'stack');
  const frames = typeof stack === 'string' ? stack.split('\n') : [];
  const frame = frames.find((line) => line.includes(`${resolve(path)}:`));
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame ?? '') ?? [];
  const origin = line === undefined ? undefined : originOf(map, Number(line), Number(column), file);
  const name = /import_meshspan\.(\w+)\) is not a function/.exec(said)?.[1];
  const missing = name === undefined ? undefined : `"${self}" exports no "${name}"`;
  const summary = `the topology's program threw: ${said === '' ? 'an error without a message' : said}`;
  return fileFinding(
    'source/threw',
    origin?.file ?? file,
    missing ?? summary,
    missing === undefined
      ? 'change the program so that this line does not throw'
      : `use what "${self}" has: ${Object.keys(library).toSorted().join(', ')}`,
    origin?.position,
  );
}

function originOf(
  map: SourceMap,
  line: number,
  column: number,
  file: string,
): { readonly file: string; readonly position: Position } | undefined {
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return undefined;
  const position = { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  return { file: shownAs(entry.originalSource, file), position };
}

function findingOf({ text, location }: Message, file: string): Finding {
  const summary = `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, '');
  const shown = location === null ? file : shownAs(location.file, file);
  const position = location === null ? {} : { line: location.line, column: location.column + 1 };
  const missing = /^could not resolve "(.+)"/.exec(summary)?.[1];
  const fix =
    missing === undefined
      ? 'change this line so that it compiles'
      : /^[./]/.test(missing)
        ? 'write the path of a file that is there, or create it'
        : `npm install ${missing}, in the folder of the topology`;
  return fileFinding('source/syntax', shown, summary, fix, position);
}

/** esbuild is a native program in an optional package, which an install can leave out. */
function noBundler(error: unknown, file: string): Finding {
  const [said = ''] = String(propertyOf(error, 'message') ?? error).split('\n');
  const fix = 'install again with the optional packages, or write the topology in YAML';
  return fileFinding('source/bundler', file, `esbuild, which reads "${file}", can't be run: ${said}`, fix);
}

/** A file that the topology imports, named the way the user named the topology. */
function shownAs(source: string, file: string): string {
  return source === basename(file) ? file : join(dirname(file), source);
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return Array.isArray(propertyOf(error, 'errors'));
}
