import { closeSync, existsSync, openSync, readdirSync, readSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Deployable } from '../core/judge';
import { manifestsOf, missingValuesText, type StackOutputs, type Synthesized } from '../core/report';
import type { Result } from '../core/topology';
import { loadOutputs } from '../sources/stack-outputs';
import { writeFiles } from '../sources/write-files';
import { reportFindings, type Session } from './session';

/** Manifests that were written. */
type Written = Pick<Synthesized, 'manifests'>;

/** Where the user asks for none. */
export const noManifests: Written = {};

/** The outputs that the user named, by stacks; nothing, after a message, where a file is not one of outputs. */
export function outputsFor(session: Session): StackOutputs | undefined {
  const read = session.outputs.map(({ stack, file }): readonly [string, Result<Record<string, string>>] => [
    stack,
    loadOutputs(resolve(session.io.cwd, file), file),
  ]);
  reportFindings(
    session,
    read.flatMap(([, { findings }]) => findings),
  );
  if (read.some(([, { ok }]) => !ok)) return undefined;
  return Object.fromEntries(read.map(([stack, result]) => [stack, result.ok ? result.value : {}]));
}

/** Writes what is in the clusters into a folder, in place of what was written there before for the same mesh. */
export function writeManifests(
  session: Session & { readonly out: string },
  folder: string,
  deployable: Deployable,
  outputs: StackOutputs,
): Written | undefined {
  const { io, out, file } = session;
  const target = resolve(io.cwd, folder);
  const { files, firstLine, missing } = manifestsOf(deployable, outputs);
  const paths = files.map(({ path }) => path);
  const stranger = paths.find(
    (path) => existsSync(join(target, path)) && !startsWith(join(target, path), firstLine),
  );
  if (stranger !== undefined) {
    io.err(
      `meshspan: ${folder}/${stranger} is not from meshspan, or of another mesh; no manifest was written: name another folder with --manifests DIR\n`,
    );
    return undefined;
  }
  const wanted = new Set(paths);
  for (const path of filesIn(target).filter((each) => !wanted.has(each)))
    if (startsWith(join(target, path), firstLine)) removeFile(target, path);
  writeFiles(target, files);
  const typed = `meshspan synth${file === undefined ? '' : ` ${file}`} --manifests ${folder}`;
  io.err(missingValuesText(missing, typed, out));
  return { manifests: { folder, files: paths } };
}

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
        .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    : [];

function startsWith(path: string, text: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(Buffer.byteLength(text));
    readSync(file, start);
    return start.equals(Buffer.from(text));
  } finally {
    closeSync(file);
  }
}

/** Removes a file, and the folders that are empty then. */
function removeFile(target: string, path: string): void {
  rmSync(join(target, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(target, folder)).length > 0) return;
    rmdirSync(join(target, folder));
  }
}
