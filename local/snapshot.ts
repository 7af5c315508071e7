import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { isRecord } from '../core/base/json';
import { authoritiesPart } from './aws/acm-pca/authority';
import { certificatesPart } from './aws/acm/certificate';
import { appMeshPart } from './aws/app-mesh/state';
import { ramPart } from './aws/ram/state';
import { certificateUsesPart } from './aws/certificate-uses';
import { tokensPart } from './aws/tokens';
import { applyChange, type Change } from './aws/recorded';
import type { World } from './aws/world';
import { journalIn, readJournal } from './journal';

/**
 * What outlives a local AWS that is killed. moto holds everything else in memory and ends with us; what we note about
 * moto's own things would lead nowhere.
 */
export const keptParts: readonly string[] = [
  appMeshPart,
  ramPart,
  authoritiesPart,
  certificatesPart,
  certificateUsesPart,
  tokensPart,
].map(({ name }) => name);

/** The same for people. */
export const keptInWords = 'App Mesh, resource shares, private authorities and certificates';
export const lostInWords = 'networks, DNS and IAM';

/** A file that has what a local AWS would otherwise forget when it is killed. */
export interface Snapshot {
  /**
   * Restores what an earlier local AWS kept, as far as it is whole. A file of which something can't be read is first set
   * aside, beside itself, so that nothing of it is overwritten.
   */
  readonly restore: (world: World) => Restored;
  /**
   * Writes what changed since the last time, which costs the same however much there is. Now and then, where the changes
   * have become longer than the state, it writes the state anew. Before `restore` it writes nothing: what the file has
   * would be lost.
   */
  readonly save: (world: World) => void;
  remove(): void;
}

/** What became of what an earlier local AWS kept. */
export interface Restored {
  /** Whether there was anything to restore. */
  readonly restored: boolean;
  /**
   * What could not be read, and where it is now: a sentence.
   * @default all that was kept is restored
   */
  readonly damage?: string;
}

/**
 * The snapshot in a file: a journal of the state as it was once, and of its changes since then.
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

/** Whether a file of this name is what a damaged snapshot was set aside as. */
export const isDamagedSnapshot = (name: string): boolean => /\.damaged(-\d+)?$/.test(name);

export const hasSnapshot = (file: string): boolean => existsSync(file);

function restoreFrom(file: string, world: World): Restored {
  const aside = freeName(`${file}.damaged`);
  try {
    const { entries, damaged } = readJournal(file);
    world.restore(stateOf(entries));
    if (damaged === undefined) return { restored: true };
    copyFileSync(file, aside);
    const damage = `line ${damaged} of ${file} is damaged: the changes from there on are lost, and a copy of the file is ${aside}`;
    return { restored: true, damage };
  } catch (error) {
    renameSync(file, aside);
    return {
      restored: false,
      damage: `${file} can't be read (${messageOf(error)}); the file is now ${aside}`,
    };
  }
}

/** The state that a journal leads to. */
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
