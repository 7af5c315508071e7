import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PackageSet } from './requirements';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder in which programs of PyPI are installed once for all meshes of a user: `MESHSPAN_CACHE`, or `meshspan` in the
 * user's cache folder of the system.
 */
export function cacheFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = env['MESHSPAN_CACHE'] ?? '';
  return chosen === '' ? join(systemCache(env, platform, home), 'meshspan') : resolve(chosen);
}

function systemCache(env: Environment, platform: NodeJS.Platform, home: string): string {
  const named = (name: string, otherwise: string): string => env[name] || otherwise;
  if (platform === 'win32') return named('LOCALAPPDATA', join(home, 'AppData', 'Local'));
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return named('XDG_CACHE_HOME', join(home, '.cache'));
}

/**
 * The folder in the cache for these requirements, a Python and this machine: another version of either gets another folder,
 * so that versions of meshspan that need different ones do not replace each other's.
 */
export function folderOf(cache: string, { name, requirements }: PackageSet, pythonVersion: string): string {
  const [major, minor] = pythonVersion.split('.');
  const key = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  return join(cache, `${name}-${key}-python${major}.${minor}-${process.platform}-${process.arch}`);
}
