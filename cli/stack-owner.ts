import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fieldOf, isRecord, parsedJson, recordOf } from '../core/base/json';

/** Who owns the stacks in a folder. */
export type Owner =
  /** A mesh and its environment, as `ownerLabelOf` names them. */
  | { readonly kind: 'mesh'; readonly label: string }
  /** Somebody who is not meshspan. */
  | { readonly kind: 'other'; readonly what: string };

/** A mesh and its environment, for people. It is unique, unlike `shop_dev`, which may be a mesh or environment `dev` of `shop`. */
export const ownerLabelOf = ({
  mesh,
  environment,
}: {
  readonly mesh: { readonly name: string };
  readonly environment?: string;
}): string => (environment === undefined ? mesh.name : `${mesh.name}, environment ${environment}`);

/** cdktf's list of what it wrote. */
export const manifest = 'manifest.json';

/** Whether a file has what Terraform would read beside a `cdk.tf.json`. */
const isModule = (name: string): boolean => /\.tf(\.json)?$/.test(name);

/**
 * The owner of files that are in the way of a mesh's stacks in a folder.
 * @param stacks names of the stacks that are about to be written
 * @returns nothing where all files are the mesh's own, or there are none
 */
export function otherOwnerOf(out: string, label: string, stacks: readonly string[]): Owner | undefined {
  const there = entriesOf(join(out, 'stacks'));
  const owners = there.flatMap((stack) => ownerOf(out, stack) ?? []);
  const another = owners.find((owner) => owner.kind === 'mesh' && owner.label !== label);
  if (another !== undefined) return another;
  const listed = listedIn(out);
  if (listed === undefined) return { kind: 'other', what: `${manifest} is not from cdktf` };
  const touched = new Set([...stacks, ...listed]);
  return there.filter((stack) => touched.has(stack)).flatMap((stack) => strangerIn(out, stack))[0];
}

/** Whether an existing stack was written for the mesh. */
export function isOf(label: string, out: string, stack: string): boolean {
  const owner = ownerOf(out, stack);
  return owner?.kind === 'mesh' && owner.label === label;
}

function strangerIn(out: string, stack: string): readonly Owner[] {
  const owner = ownerOf(out, stack);
  if (owner !== undefined) return owner.kind === 'other' ? [owner] : [];
  const file = entriesOf(join(out, 'stacks', stack)).find(isModule);
  return file === undefined ? [] : [{ kind: 'other', what: `stacks/${stack}/${file} is not from meshspan` }];
}

/** The names that an earlier run wrote down. They are read from disk, so they are not trusted as paths. */
export function listedIn(out: string): readonly string[] | undefined {
  const file = join(out, manifest);
  if (!existsSync(file)) return [];
  const stacks = fieldOf(parsedJson(readFileSync(file, 'utf8')), 'stacks');
  return isRecord(stacks) ? Object.keys(stacks).filter((name) => basename(name) === name) : undefined;
}

function ownerOf(out: string, stack: string): Owner | undefined {
  const file = join(out, 'stacks', stack, 'cdk.tf.json');
  if (!existsSync(file)) return undefined;
  const text = parsedJson(readFileSync(file, 'utf8'));
  const label = writtenLabel(text) ?? stateLabel(text, stack);
  return label === undefined
    ? { kind: 'other', what: `stacks/${stack}/cdk.tf.json is not from meshspan` }
    : { kind: 'mesh', label };
}

function writtenLabel(text: unknown): string | undefined {
  const { mesh, environment } = recordOf(fieldOf(text, '//', 'meshspan'));
  if (typeof mesh !== 'string') return undefined;
  return ownerLabelOf({
    mesh: { name: mesh },
    ...(typeof environment === 'string' ? { environment } : {}),
  });
}

/** Of a stack that version 0.1 wrote: the name of its state begins with the mesh. */
function stateLabel(text: unknown, stack: string): string | undefined {
  const terraform = fieldOf(text, 'terraform');
  if (fieldOf(terraform, 'required_version') !== '>= 1.10') return undefined;
  const settings = [...Object.values(recordOf(fieldOf(terraform, 'backend'))), fieldOf(terraform, 'cloud')];
  const places = [['path'], ['key'], ['address'], ['workspaces', 'name']];
  const found = settings.flatMap((each) => places.map((path) => fieldOf(each, ...path)));
  const state = found.find((place): place is string => typeof place === 'string');
  const name = state === undefined ? '' : basename(state, '.tfstate');
  if (name === stack) return stack.endsWith('-shared') ? stack.slice(0, -'-shared'.length) : undefined;
  return name.endsWith(`-${stack}`) ? name.slice(0, -stack.length - 1) : undefined;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
