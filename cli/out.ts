import { join, resolve } from 'node:path';
import { meshLabelOf } from '../core/planner';
import type { Topology } from '../core/topology';
import type { Io } from './io';
import type { Session } from './session';
import { otherOwnerOf, ownerLabelOf } from './stack-owner';

/** The folder for the stacks: the one that the user named, or the default folder of the mesh. */
export const outOf = ({ io, out }: Pick<Session, 'io' | 'out'>, topology: Topology): string =>
  out ?? ownOut(io, topology, 'out');

/**
 * The usual folder; a folder in it for an environment, or where the usual one already has the stacks of another mesh.
 */
export function ownOut(io: Io, topology: Topology, usual: string): string {
  const label = meshLabelOf(topology);
  if (topology.environment !== undefined) return join(usual, folderName(label));
  const other = otherOwnerOf(resolve(io.cwd, usual), ownerLabelOf(topology), []);
  return other?.kind === 'mesh' ? join(usual, folderName(label)) : usual;
}

/** A valid folder name that does not collide with `out/stacks`. */
const folderName = (label: string): string =>
  label === 'stacks' ? 'stacks_' : label.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '_');
