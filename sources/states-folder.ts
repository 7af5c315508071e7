import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** The folder of local states, by its name below the folder that it is for. */
export const statesBelow = (folder: string): string => join(folder, '.meshspan/state');

/**
 * Where the local states of a topology are: beside its file, whatever the current folder is and however the file is
 * named. Links are followed, so that one file has one place.
 */
export const statesFolderOf = (topologyFile: string): string =>
  statesBelow(dirname(realPathOf(resolve(topologyFile))));

/**
 * That folder as Terraform finds it from the folder of a stack (`<out>/stacks/<stack>`): a relative path, in which
 * nothing of the machine is where `out` is beside or below the topology.
 */
export function fromStack(out: string, states: string): string {
  const path = relative(join(realPathOf(resolve(out)), 'stacks', 'any'), realPathOf(states));
  return path.split(sep).join('/');
}

/** A path without links, of which not all need to exist yet. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPathOf(above), basename(path));
  }
}
