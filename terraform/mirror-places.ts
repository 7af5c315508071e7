import { posix, win32 } from 'node:path';
import type { Surroundings } from './surroundings';

/** How many children of a system folder are searched: enough for any machine seen so far, and few enough to be fast. */
const mostChildren = 500;

/** Folder names under which an add-on keeps its mirror, where it isn't the add-on's own folder. */
const insideAddOn = ['', 'plugins', 'providers'];

/**
 * The folders in which Terraform itself looks for providers when nothing is configured
 * (its "implied local mirror directories"), in its order.
 */
export function impliedMirrorPlaces(around: Surroundings): readonly string[] {
  const path = pathOf(around);
  const workingFolder = path.join(around.cwd, 'terraform.d', 'plugins');
  if (around.platform === 'win32') {
    const roaming = around.env['APPDATA'] ?? path.join(around.home, 'AppData', 'Roaming');
    return [
      workingFolder,
      path.join(roaming, 'terraform.d', 'plugins'),
      path.join(roaming, 'HashiCorp', 'Terraform', 'plugins'),
    ];
  }
  const personal = path.join(around.home, '.terraform.d', 'plugins');
  if (around.platform === 'darwin') {
    const support = path.join('Library', 'Application Support', 'io.terraform', 'plugins');
    return [workingFolder, personal, path.join(around.home, support), path.join('/', support)];
  }
  const shared = dataFolders(around).map((folder) => path.join(folder, 'terraform', 'plugins'));
  return [...new Set([workingFolder, personal, ...shared])];
}

/**
 * The folders of system add-ons (children of `/opt` and the like) that hold `source`, by name.
 * An image that ships the provider puts it in such a place, and Terraform doesn't look there by itself.
 */
export function addOnMirrorPlaces(around: Surroundings, source: string): readonly string[] {
  const path = pathOf(around);
  return addOnRoots(around).flatMap((root) =>
    around
      .readdir(root)
      .filter(({ kind }) => kind === 'directory' || kind === 'link')
      .map(({ name }) => name)
      .toSorted()
      .slice(0, mostChildren)
      .flatMap((name) => insideAddOn.map((inner) => path.join(root, name, inner)))
      .filter((place) => around.readdir(path.join(place, ...source.split('/'))).length > 0),
  );
}

/** The path rules of the platform in question, which in tests isn't the one that runs. */
export function pathOf(around: Surroundings): typeof posix {
  return around.platform === 'win32' ? win32 : posix;
}

function addOnRoots(around: Surroundings): readonly string[] {
  if (around.platform === 'win32') {
    const { ProgramFiles, ProgramData } = around.env;
    return [ProgramFiles, ProgramData].filter((root) => root !== undefined);
  }
  const unix = ['/opt', '/usr/local/share', '/usr/local/lib', '/usr/share'];
  return around.platform === 'darwin'
    ? ['/opt/homebrew/share', ...unix, '/Library/Application Support']
    : unix;
}

/** XDG base directories. The specification says that a relative path in them is invalid and ignored. */
function dataFolders(around: Surroundings): readonly string[] {
  const { XDG_DATA_HOME, XDG_DATA_DIRS } = around.env;
  const home = XDG_DATA_HOME?.startsWith('/') ? XDG_DATA_HOME : posix.join(around.home, '.local', 'share');
  const shared = (XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':');
  return [home, ...shared.filter((folder) => folder.startsWith('/'))];
}
