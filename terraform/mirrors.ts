import { addOnMirrorPlaces, impliedMirrorPlaces, pathOf } from './mirror-places';
import type { Provider } from '../core/planner';
import { ourProviders } from './needed-provider';
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
 * The provider mirrors of a machine: those that Terraform implies first, in its order, then those of system add-ons
 * that hold a provider which is needed, then others.
 * A folder with nothing for this machine does not count.
 * @param more other folders, such as one of programs that were built here
 */
export function mirrorsOf(
  around: Surroundings,
  needed: readonly Provider[] = ourProviders,
  more: readonly string[] = [],
): readonly Mirror[] {
  const sources = [...new Set(needed.map(({ source }) => source))];
  const places = new Set([
    ...impliedMirrorPlaces(around),
    ...sources.flatMap((source) => addOnMirrorPlaces(around, source)),
    ...more,
  ]);
  return [...places]
    .map((path) => ({ path, providers: providersIn(path, around) }))
    .filter(({ providers }) => providers.length > 0);
}

/** The provider's version in a mirror; nothing where it is not there. */
export function versionIn(mirror: Mirror, { source, version }: Provider): MirroredVersion | undefined {
  const provider = mirror.providers.find((held) => held.source === source);
  return provider?.versions.find((held) => held.version === version);
}

/**
 * The folders with the programs of unpacked providers, by source.
 * @param folders mirrors that no machine implies, such as a cache of Terraform
 * @default nothing at all where one of them is not unpacked in any mirror
 */
export function unpackedIn(
  mirrors: readonly Mirror[],
  needed: readonly Provider[],
  around: Surroundings,
  folders: readonly string[],
): ReadonlyMap<string, string> {
  const all = [...mirrors, ...folders.map((path) => ({ path, providers: providersIn(path, around) }))];
  const found = new Map<string, string>();
  for (const provider of needed) {
    const mirror = all.find((one) => versionIn(one, provider)?.layout === 'unpacked');
    // Of two versions of one provider only one could be used.
    if (mirror === undefined || needed.some((other) => isOtherVersion(other, provider))) return new Map();
    const { source, version } = provider;
    found.set(source, pathOf(around).join(mirror.path, ...source.split('/'), version, around.target));
  }
  return found;
}

const isOtherVersion = (one: Provider, other: Provider): boolean =>
  one.source === other.source && one.version !== other.version;

function providersIn(mirror: string, around: Surroundings): readonly MirroredProvider[] {
  const path = pathOf(around);
  // Terraform walks host/namespace/type/version, and does not follow links.
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

/** The last step may be a link: Terraform follows that one, and `terraform init` creates such links. */
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
