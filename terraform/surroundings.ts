import { readdirSync, type Dirent } from 'node:fs';
import { homedir } from 'node:os';

/** An entry of a folder, without following links: Terraform does not follow them either. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'directory' | 'file' | 'link' | 'other';
}

/** The machine as the search for mirrors sees it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Terraform's name for the machine, such as `linux_amd64`: providers are packaged per target. */
  readonly target: string;
  readonly home: string;
  readonly cwd: string;
  /** The entries of a folder; none where there is no such folder or it can't be read. */
  readonly readdir: (folder: string) => readonly DirectoryEntry[];
}

/**
 * The surroundings of this process.
 * @param target Terraform's own answer is better than ours where an emulated binary runs.
 * @default the target of the running Node
 */
export function surroundingsOfProcess(target = targetOf(process.platform, process.arch)): Surroundings {
  return {
    env: process.env,
    platform: process.platform,
    target,
    home: homedir(),
    cwd: process.cwd(),
    readdir: entriesOf,
  };
}

/** Terraform's name (that is Go's) of a platform and architecture as Node calls them. */
export function targetOf(platform: string, arch: string): string {
  const system = platform === 'win32' ? 'windows' : platform;
  const processor = { x64: 'amd64', ia32: '386' }[arch] ?? arch;
  return `${system}_${processor}`;
}

function entriesOf(folder: string): readonly DirectoryEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: kindOf(entry),
    }));
  } catch {
    return [];
  }
}

function kindOf(entry: Dirent): DirectoryEntry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() ? 'file' : 'other';
}
