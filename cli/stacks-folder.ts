import { existsSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { propertyOf } from '../core/base/properties';
import { makeFolder } from './make-folder';
import { replaceFiles, strangerAmong } from './plane-files';
import { isOf, listedIn, otherOwnerOf, type Owner } from './stack-owner';
import { isAlive } from '../terraform/process-alive';

/** The result of writing a folder. */
export interface Replaced {
  /** The stacks that are in it now. */
  readonly stacks: readonly string[];
  /** Paths of the data plane's files that are in it now. */
  readonly files: readonly string[];
  /** Stacks of an earlier run that are no longer in the topology; only the files that we wrote were removed. */
  readonly removed: readonly string[];
  /** Folders of removed stacks that stay, because they contain other files. */
  readonly left: readonly string[];
}

/** Whose stacks are written. */
export interface Written {
  /** The mesh and its environment, as `ownerLabelOf` names them. */
  readonly label: string;
  /** Names of the stacks. */
  readonly stacks: readonly string[];
  /** Paths of files of the data plane, relative to the folder, with slashes. @default none */
  readonly files?: readonly string[];
}

/** What we and `terraform init` write into the folder of a stack. State is not part of it. */
const ours = ['cdk.tf.json', '.terraform', '.terraform.lock.hcl'];

/**
 * Lets `write` fill a folder beside `out`, then moves each stack's files over the old ones: an error or an interrupt
 * leaves the old stacks intact, and other files in their folders (Terraform's own files, state) are never touched.
 * Only what was written for the same mesh is replaced or removed.
 * @returns the owner of the folder where that is not this mesh; then nothing was touched
 */
export function replaceStacks(
  out: string,
  { label, stacks: written, files = [] }: Written,
  write: (folder: string) => void,
): Replaced | Owner {
  const target = resolve(out);
  const other = otherOwnerOf(target, label, written);
  if (other !== undefined) return other;
  const stranger = strangerAmong(target, files);
  if (stranger !== undefined) return { kind: 'other', what: `${stranger} is not from meshspan` };
  removeLeftovers(target);
  const draft = `${target}.draft-${process.pid}`;
  try {
    makeFolder(draft);
    write(draft);
    const stacks = entriesOf(join(draft, 'stacks'));
    const before = stacksBefore(target, label);
    for (const stack of stacks) moveInto(join(draft, 'stacks', stack), join(target, 'stacks', stack));
    const removed = before.filter((stack) => !stacks.includes(stack));
    const left = removed.filter((stack) => !removeOurs(join(target, 'stacks', stack)));
    makeFolder(target);
    replaceFiles(draft, target, files);
    // The manifest is last: until then the next run after an interrupted one still knows which folders are ours.
    rmSync(join(draft, 'stacks'), { recursive: true, force: true });
    moveInto(draft, target);
    return { stacks, files, removed, left };
  } catch (error) {
    throw withPath(error, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** An error of the operating system, with the folder that was written to: a full disk names none. */
function withPath(error: unknown, target: string): unknown {
  if (!(error instanceof Error) || typeof propertyOf(error, 'syscall') !== 'string') return error;
  if (propertyOf(error, 'path') === undefined) error.message += `, in ${target}`;
  return error;
}

const entriesOf = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).toSorted() : [];

/** A file is replaced in one step; a folder can only be removed first. */
function moveInto(from: string, to: string): void {
  makeFolder(to);
  for (const name of entriesOf(from)) {
    if (
      readdirSync(from, { withFileTypes: true }).some((entry) => entry.name === name && entry.isDirectory())
    ) {
      rmSync(join(to, name), { recursive: true, force: true });
    }
    renameSync(join(from, name), join(to, name));
  }
}

/** The stacks of this mesh that an earlier run wrote. */
const stacksBefore = (target: string, label: string): readonly string[] =>
  (listedIn(target) ?? []).filter((name) => isOf(label, target, name)).toSorted();

/** Removes the files that we wrote, and the folder if it is empty then. */
function removeOurs(folder: string): boolean {
  for (const name of ours) rmSync(join(folder, name), { recursive: true, force: true });
  if (entriesOf(folder).length > 0) return false;
  rmdirSync(folder);
  return true;
}

/** Removes drafts of runs that were killed; the draft of a run that is still running stays. */
function removeLeftovers(target: string): void {
  const prefix = `${basename(target)}.draft-`;
  for (const name of entriesOf(dirname(target))) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) {
      rmSync(join(dirname(target), name), { recursive: true, force: true });
    }
  }
}
