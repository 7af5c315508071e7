import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { isRecord } from '../core/base/json';
import { authoritiesPart } from './aws/acm-pca/authority';
import { certificatesPart } from './aws/acm/certificate';
import { publicAuthorityPart } from './aws/acm/public-authority';
import { appMeshPart } from './aws/app-mesh/state';
import { ramPart } from './aws/ram/state';
import { certificateUsesPart } from './aws/certificate-uses';
import { tokensPart } from './aws/tokens';
import { applyChange, type Change } from './aws/recorded';
import type { World } from './aws/world';
import { journalIn, readJournal } from './journal';

/**
 * What survives when a local AWS is killed. moto has everything else in memory and exits too; records about moto's
 * resources would refer to nothing.
 */
export const keptParts: readonly string[] = [
  appMeshPart,
  ramPart,
  authoritiesPart,
  certificatesPart,
  publicAuthorityPart,
  certificateUsesPart,
  tokensPart,
].map(({ name }) => name);

/** The same for people. */
export const keptInWords = 'App Mesh, resource shares, private authorities and certificates';
export const lostInWords = 'networks, DNS and IAM';

/** A file with the state that a local AWS would otherwise lose when it is killed. */
export interface Snapshot {
  /**
   * Restores what an earlier local AWS saved, up to the first damage. A damaged file is first copied, in the same folder,
   * so that nothing of it is overwritten.
   */
  readonly restore: (world: World) => Restored;
  /**
   * Writes what changed since the last time, which costs the same however much there is. When the changes
   * have become longer than the state, it writes the whole state again. Before `restore` it writes nothing: the contents of
   * the file would be lost.
   */
  readonly save: (world: World) => void;
  remove(): void;
}

/** The result of restoring what an earlier local AWS saved. */
export interface Restored {
  /** Whether there was anything to restore. */
  readonly restored: boolean;
  /**
   * What could not be read, and where it is now: a sentence.
   * @default everything that was saved is restored
   */
  readonly damage?: string;
}

/**
 * The snapshot in a file: a journal of an earlier state and of its changes since then.
 * @param onFailure called once with the reason, where the file can't be written; the local AWS continues without it
 */
export function snapshotIn(file: string, onFailure: (reason: string) => void): Snapshot {
  const journal = journalIn(file);
  let isOpen = false;
  const write = (world: World): void => {
    const changes = world.changes().filter(({ path: [part = ''] }) => keptParts.includes(part));
    if (changes.length === 0) return;
    if (journal.isStarted() && !journal.isLong()) journal.append(changes);
    else journal.start(world.snapshot(keptParts));
  };
  return {
    restore(world) {
      const restored = hasSnapshot(file) ? restoreFrom(file, world) : { restored: false };
      isOpen = true;
      return restored;
    },
    save(world) {
      if (!isOpen) return;
      try {
        write(world);
      } catch (error) {
        isOpen = false;
        onFailure(messageOf(error));
      }
    },
    remove: () => journal.remove(),
  };
}

/** Whether a file of this name is the copy of a damaged snapshot. */
export const isDamagedSnapshot = (name: string): boolean => /\.damaged(-\d+)?$/.test(name);

export const hasSnapshot = (file: string): boolean => existsSync(file);

function restoreFrom(file: string, world: World): Restored {
  const aside = freeName(`${file}.damaged`);
  try {
    const { entries, damaged } = readJournal(file);
    world.restore(stateOf(entries));
    if (damaged === undefined) return { restored: true };
    copyFileSync(file, aside);
    const damage = `line ${damaged} of ${file} is damaged: the changes after it are lost; a copy of the file is ${aside}`;
    return { restored: true, damage };
  } catch (error) {
    renameSync(file, aside);
    return {
      restored: false,
      damage: `${file} can't be read (${messageOf(error)}); the file is now ${aside}`,
    };
  }
}

/** The state after all entries of a journal. */
function stateOf([state, ...changes]: readonly unknown[]): unknown {
  for (const change of changes.flat() as readonly Change[]) {
    if (isRecord(state) && isRecord(state['parts'])) applyChange(state['parts'], change);
  }
  return state;
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let number = 2; existsSync(name); number += 1) name = `${wanted}-${number}`;
  return name;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
