import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What a Go module pins: the lines of its `go.mod`, and those of its `go.sum` with the hashes of all modules. */
export interface GoPins {
  readonly mod: readonly string[];
  readonly sum: readonly string[];
}

/** Programs that are built from one module. */
export interface GoPrograms {
  /** What people call them, and the beginning of the name of their folder: `kubernetes`. */
  readonly name: string;
  readonly version: string;
  /** Import paths of the programs; the file of each has the last step as its name. */
  readonly packages: readonly string[];
  /** Variables of the programs that are set by the linker, such as the version that they report. */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * The folder of the programs, below that of the cache.
   * @default `bin`
   */
  readonly place?: string;
  /** The name of the only program's file. @default that of its package */
  readonly file?: string;
  readonly pins: GoPins;
}

/** The folder in the cache of these programs for this machine. Other pins get another one. */
export function homeOf(cache: string, programs: GoPrograms): string {
  const { name, version } = programs;
  const key = createHash('sha256').update(markOf(programs)).digest('hex').slice(0, 12);
  return join(cache, `${name}-${version}-${key}-${process.platform}-${process.arch}`);
}

/** The folder with the programs' files. */
export const binIn = (home: string, { place = 'bin' }: GoPrograms): string => join(home, place);

/** The names of the programs' files. */
export const filesOf = ({ packages, file }: GoPrograms): readonly string[] =>
  packages.map((path) => file ?? path.slice(path.lastIndexOf('/') + 1));

/** Records what was built; whatever changes the programs is part of it. */
export const markOf = (programs: GoPrograms): string => `${JSON.stringify(programs)}\n`;
