import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from './io';

/** Looked for in the current folder, in this order. */
const defaults = ['topology.ts', 'topology.yaml', 'topology.yml', 'topology.json'];

/** The file to read where none is named; nothing where there is none. */
export function topologyFileOf(
  named: string | undefined,
  { env, cwd }: Pick<Io, 'env' | 'cwd'>,
): string | undefined {
  const fromEnvironment = env['MESHSPAN_TOPOLOGY'] === '' ? undefined : env['MESHSPAN_TOPOLOGY'];
  // A broken link also counts: reading it reports what is wrong with it.
  const isThere = (name: string): boolean =>
    lstatSync(join(cwd, name), { throwIfNoEntry: false }) !== undefined;
  return named ?? fromEnvironment ?? defaults.find(isThere);
}
