import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { authoritiesPart } from './aws/acm-pca/authority';
import { certificatesPart } from './aws/acm/certificate';
import { appMeshPart } from './aws/app-mesh/state';
import { ramPart } from './aws/ram/state';
import type { World } from './aws/world';

/**
 * What outlives a local AWS that is killed. moto holds everything else in memory and ends with us; what we note about
 * moto's own things would lead nowhere.
 */
const kept = [appMeshPart, ramPart, authoritiesPart, certificatesPart].map(({ name }) => name);

/** The same for people. */
export const keptInWords = 'App Mesh, resource shares, private authorities and certificates';
export const lostInWords = 'networks, DNS and IAM';

/** A file that holds what a local AWS would otherwise forget when it is killed. */
export interface Snapshot {
  /** Writes the state where it changed; whoever reads the file at any time finds a whole one. */
  readonly save: (world: World) => void;
  remove(): void;
}

/** @param onFailure told once, where the file can't be written; the local AWS goes on without */
export function snapshotIn(file: string, onFailure: (reason: string) => void): Snapshot {
  let [written, failed] = ['', false];
  return {
    save(world) {
      if (failed) return;
      const text = JSON.stringify(world.snapshot(kept));
      if (text === written) return;
      try {
        mkdirSync(dirname(file), { recursive: true });
        // It holds the keys of authorities.
        writeFileSync(`${file}.draft`, text, { mode: 0o600 });
        renameSync(`${file}.draft`, file);
        written = text;
      } catch (error) {
        failed = true;
        onFailure(error instanceof Error ? error.message : String(error));
      }
    },
    remove() {
      for (const path of [file, `${file}.draft`]) if (existsSync(path)) rmSync(path);
    },
  };
}

export const hasSnapshot = (file: string): boolean => existsSync(file);

/** Goes on from what was kept; tells whether there was anything. A file that is none of ours is left out. */
export function restoreFrom(file: string, world: World): boolean {
  if (!hasSnapshot(file)) return false;
  try {
    world.restore(JSON.parse(readFileSync(file, 'utf8')));
    return true;
  } catch {
    return false;
  }
}
