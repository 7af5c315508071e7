import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mirror, MirroredVersion } from './mirrors';
import { awsProvider, type NeededProvider } from './needed-provider';

/** What the CLI configuration depends on, beside the mirrors. */
export interface CliConfigOptions {
  /**
   * The providers that stacks pin.
   * @default the AWS provider
   */
  readonly needed?: readonly NeededProvider[];
  /**
   * A folder in which what is downloaded or unpacked is kept for the next stack.
   * @default each stack downloads its own
   */
  readonly pluginCache?: string;
}

/**
 * Terraform's CLI configuration for these mirrors. A mirror serves exactly the providers of which it holds every
 * version that is needed; all others come from their public registry, so that an outdated mirror is in nobody's way.
 */
export function cliConfigOf(mirrors: readonly Mirror[], options: CliConfigOptions = {}): string {
  const served = servedBy(mirrors, options.needed ?? [awsProvider]);
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
    ...blocks.flat(),
    ...(local === '' ? ['  direct {}'] : ['  direct {', `    exclude = [${local}]`, '  }']),
    '}',
    '',
  ].join('\n');
}

/**
 * Writes the CLI configuration into a folder and returns its path, which is what `TF_CLI_CONFIG_FILE` must say.
 * Where a provider must be downloaded or unpacked, the folder also keeps it for the next stack.
 */
export function writeCliConfig(
  folder: string,
  mirrors: readonly Mirror[],
  needed: readonly NeededProvider[] = [awsProvider],
): string {
  const home = resolve(folder);
  const cache = join(home, 'plugin-cache');
  const links = needed.every((provider) =>
    mirrors.some((mirror) => versionIn(mirror, provider)?.layout === 'unpacked'),
  );
  // Terraform refuses a cache folder that doesn't exist.
  mkdirSync(links ? home : cache, { recursive: true });
  const path = join(home, 'terraform.rc');
  // Renamed into place: a second run at the same time reads the old file or the new one, never half of one.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, cliConfigOf(mirrors, links ? { needed } : { needed, pluginCache: cache }));
  renameSync(draft, path);
  return path;
}

function servedBy(
  mirrors: readonly Mirror[],
  needed: readonly NeededProvider[],
): ReadonlyMap<string, readonly string[]> {
  const served = new Map<string, string[]>();
  for (const source of new Set(needed.map((provider) => provider.source))) {
    const wanted = needed.filter((provider) => provider.source === source);
    const mirror = mirrors.find((one) => wanted.every((provider) => versionIn(one, provider) !== undefined));
    if (mirror !== undefined) served.set(mirror.path, [...(served.get(mirror.path) ?? []), source]);
  }
  return served;
}

function versionIn(mirror: Mirror, { source, version }: NeededProvider): MirroredVersion | undefined {
  const provider = mirror.providers.find((held) => held.source === source);
  return provider?.versions.find((held) => held.version === version);
}

/** Without the second line Terraform uses the cache only for what a lock file already names, and stacks have none yet. */
function cacheLines(folder: string): readonly string[] {
  return [`plugin_cache_dir = ${quoted(folder)}`, 'plugin_cache_may_break_dependency_lock_file = true'];
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
