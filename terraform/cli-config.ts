import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { versionIn, type Mirror } from './mirrors';
import type { Provider } from '../core/planner';
import { ourProviders } from './needed-provider';

/** What the CLI configuration depends on, besides the mirrors. */
export interface CliConfigOptions {
  /**
   * The providers that stacks pin.
   * @default what every stack of ours needs
   */
  readonly needed?: readonly Provider[];
  /**
   * A folder in which what is downloaded or unpacked is kept for the next stack.
   * @default each stack downloads its own
   */
  readonly pluginCache?: string;
  /**
   * Folders with the programs of providers that run from there, by source: Terraform neither installs nor hashes
   * these, and needs no `init` for them.
   * @default none
   */
  readonly inPlace?: ReadonlyMap<string, string>;
}

/**
 * Terraform's CLI configuration for these mirrors. A mirror serves exactly the providers of which it holds every
 * version that is needed; all others come from their public registry, so that an outdated mirror does no harm.
 */
export function cliConfigOf(mirrors: readonly Mirror[], options: CliConfigOptions = {}): string {
  const served = servedBy(mirrors, options.needed ?? ourProviders);
  const blocks = [...served].map(([path, sources]) => [
    '  filesystem_mirror {',
    `    path    = ${quoted(path)}`,
    `    include = [${sources.map(quoted).join(', ')}]`,
    '  }',
  ]);
  const local = [...served.values()].flat().map(quoted).join(', ');
  return [
    '# written by meshspan at each run; changes are lost',
    'disable_checkpoint = true',
    ...(options.pluginCache === undefined ? [] : cacheLines(options.pluginCache)),
    '',
    'provider_installation {',
    ...overrideLines(options.inPlace ?? new Map()),
    ...blocks.flat(),
    ...(local === '' ? ['  direct {}'] : ['  direct {', `    exclude = [${local}]`, '  }']),
    '}',
    '',
  ].join('\n');
}

/** Where `writeCliConfig` keeps what is downloaded or unpacked; it has the layout of a mirror. */
export const pluginCacheIn = (folder: string): string => join(resolve(folder), 'plugin-cache');

/**
 * Writes the CLI configuration into a folder and returns its path, the value for `TF_CLI_CONFIG_FILE`.
 * Where a provider must be downloaded or unpacked, the folder also keeps it for the next stack.
 * @param inPlace as in `CliConfigOptions`; that configuration is a file of its own, beside the usual one
 */
export function writeCliConfig(
  folder: string,
  mirrors: readonly Mirror[],
  needed: readonly Provider[] = ourProviders,
  inPlace: ReadonlyMap<string, string> = new Map(),
): string {
  const home = resolve(folder);
  const cache = pluginCacheIn(folder);
  const links = needed.every((provider) =>
    mirrors.some((mirror) => versionIn(mirror, provider)?.layout === 'unpacked'),
  );
  // Terraform refuses a cache folder that doesn't exist.
  mkdirSync(links ? home : cache, { recursive: true });
  const options = links ? { needed } : { needed, pluginCache: cache };
  const path = replaced(join(home, 'terraform.rc'), cliConfigOf(mirrors, options));
  if (inPlace.size === 0) return path;
  return replaced(join(home, 'terraform-in-place.rc'), cliConfigOf(mirrors, { ...options, inPlace }));
}

function replaced(path: string, text: string): string {
  // Renamed into place: a second run at the same time reads the old file or the new one, never half of one.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
  return path;
}

function servedBy(
  mirrors: readonly Mirror[],
  needed: readonly Provider[],
): ReadonlyMap<string, readonly string[]> {
  const served = new Map<string, string[]>();
  for (const source of new Set(needed.map((provider) => provider.source))) {
    const wanted = needed.filter((provider) => provider.source === source);
    const mirror = mirrors.find((one) => wanted.every((provider) => versionIn(one, provider) !== undefined));
    if (mirror !== undefined) served.set(mirror.path, [...(served.get(mirror.path) ?? []), source]);
  }
  return served;
}

/** Without the second line Terraform uses the cache only for what a lock file already names, and stacks have none yet. */
function cacheLines(folder: string): readonly string[] {
  return [`plugin_cache_dir = ${quoted(folder)}`, 'plugin_cache_may_break_dependency_lock_file = true'];
}

function overrideLines(inPlace: ReadonlyMap<string, string>): readonly string[] {
  const lines = [...inPlace].map(([source, folder]) => `    ${quoted(source)} = ${quoted(folder)}`);
  return lines.length === 0 ? [] : ['  dev_overrides {', ...lines, '  }'];
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
