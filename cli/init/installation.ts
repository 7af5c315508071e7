import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isRecord, recordOf } from '../../core/base/json';
import type { Installation } from '../../core/scaffold';
import { realPathOf } from '../../sources/states-folder';

/**
 * The meshspan that runs, as package.json of a folder names it: by the path from there, in which nothing of the machine is
 * where the two are in one folder.
 */
export function installationFor(folder: string): Installation {
  const { root, manifest } = packageAbove(realpathSync(__dirname));
  const path = relative(realPathOf(folder), root).split(sep).join('/');
  return {
    specifier: `file:${path}`,
    version: String(manifest['version']),
    cdktf: String(recordOf(manifest['peerDependencies'])['cdktf']),
  };
}

/** The package of this file: it is bundled into another folder than that of its source. */
function packageAbove(folder: string): {
  readonly root: string;
  readonly manifest: Readonly<Record<string, unknown>>;
} {
  const file = join(folder, 'package.json');
  const manifest: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (isRecord(manifest) && manifest['name'] === 'meshspan') return { root: folder, manifest };
  if (dirname(folder) === folder) throw new Error('the package of this program has no package.json');
  return packageAbove(dirname(folder));
}
