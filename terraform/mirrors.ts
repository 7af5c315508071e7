import { addOnMirrorPlaces, impliedMirrorPlaces, pathOf } from './mirror-places';
import { awsProvider } from './needed-provider';
import type { Surroundings } from './surroundings';

/** One version of a provider in a mirror, packaged for this machine. */
export interface MirroredVersion {
  readonly version: string;
  /** `packed` is a zip that each stack unpacks; `unpacked` is a folder that each stack links to. */
  readonly layout: 'packed' | 'unpacked';
}

/** A provider in a mirror, by its full source address. */
export interface MirroredProvider {
  readonly source: string;
  readonly versions: readonly MirroredVersion[];
}

/** A folder from which Terraform can install providers without a network. */
export interface Mirror {
  readonly path: string;
  readonly providers: readonly MirroredProvider[];
}

/**
 * The provider mirrors of a machine: those that Terraform implies first, in its order, then those of system add-ons.
 * A folder that holds nothing for this machine isn't one.
 */
export function mirrorsOf(around: Surroundings): readonly Mirror[] {
  const places = new Set([...impliedMirrorPlaces(around), ...addOnMirrorPlaces(around, awsProvider.source)]);
  return [...places]
    .map((path) => ({ path, providers: providersIn(path, around) }))
    .filter(({ providers }) => providers.length > 0);
}

function providersIn(mirror: string, around: Surroundings): readonly MirroredProvider[] {
  const path = pathOf(around);
  // Terraform walks host/namespace/type/version and never through a link.
  const foldersIn = (folder: string): readonly string[] =>
    around
      .readdir(folder)
      .filter(({ kind }) => kind === 'directory')
      .map(({ name }) => name)
      .toSorted();
  return foldersIn(mirror)
    .filter((host) => host.includes('.'))
    .flatMap((host) => foldersIn(path.join(mirror, host)).map((namespace) => `${host}/${namespace}`))
    .flatMap((owner) => foldersIn(path.join(mirror, ...owner.split('/'))).map((type) => `${owner}/${type}`))
    .map((source) => ({
      source,
      versions: versionsIn(path.join(mirror, ...source.split('/')), source, around),
    }))
    .filter(({ versions }) => versions.length > 0);
}

function versionsIn(folder: string, source: string, around: Surroundings): readonly MirroredVersion[] {
  const type = source.slice(source.lastIndexOf('/') + 1);
  const found = new Map<string, MirroredVersion>();
  for (const { name, kind } of around.readdir(folder)) {
    const packed = kind === 'directory' ? undefined : versionOfPackage(name, type, around.target);
    if (packed !== undefined && !found.has(packed)) found.set(packed, { version: packed, layout: 'packed' });
    if (kind === 'directory' && isVersion(name) && holdsTarget(pathOf(around).join(folder, name), around)) {
      found.set(name, { version: name, layout: 'unpacked' });
    }
  }
  return [...found.values()].toSorted((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}

/** The last step may be a link: Terraform follows that one, and `terraform init` makes such. */
function holdsTarget(folder: string, around: Surroundings): boolean {
  return around.readdir(folder).some(({ name, kind }) => name === around.target && kind !== 'file');
}

function versionOfPackage(file: string, type: string, target: string): string | undefined {
  const lower = file.toLowerCase();
  const [prefix, suffix] = [`terraform-provider-${type}_`, `_${target}.zip`];
  if (!lower.startsWith(prefix) || !lower.endsWith(suffix)) return undefined;
  const version = lower.slice(prefix.length, -suffix.length);
  return isVersion(version) ? version : undefined;
}

function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+(?:[-+][0-9a-z.+-]+)?$/i.test(text);
}
