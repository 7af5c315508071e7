import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerDefinition, TaskDefinition, Volume } from '../read/ecs';
import { pathsMoved, type Mount } from '../place/text';

/** Folders of this machine that stand for the volumes of a task. */
export interface Volumes {
  /** Of all tasks: those of file systems. */
  readonly shared: string;
  /** Of the task. */
  readonly home: string;
  /** Paths at which any container of any task has a mount. */
  readonly known: readonly string[];
}

/** What a container sees of volumes. */
export interface SeenVolumes {
  readonly mounts: readonly Mount[];
  /** Folders of its mounts that it cannot write to. */
  readonly readOnly: readonly string[];
  /** Paths that only other containers have: for it they are empty folders of its own. */
  readonly absent: readonly Mount[];
}

/** The folders that a container sees, and those that only others see. */
export function volumesOf(
  { volumes = [] }: Pick<TaskDefinition, 'volumes'>,
  { name, mountPoints = [] }: Pick<ContainerDefinition, 'name' | 'mountPoints'>,
  at: Volumes,
): SeenVolumes {
  const byName = new Map(volumes.map((volume) => [volume.name, volume]));
  const own = mountPoints.map(({ sourceVolume, containerPath, readOnly = false }) => ({
    path: containerPath,
    folder: folderOf(byName.get(sourceVolume) ?? { name: sourceVolume }, at),
    readOnly,
  }));
  const seen = new Set(own.map(({ path }) => path));
  const written = new Set(own.filter(({ readOnly }) => !readOnly).map(({ folder }) => folder));
  return {
    mounts: own.map(({ path, folder }) => ({ path, folder })),
    readOnly: [
      ...new Set(
        own.filter(({ folder, readOnly }) => readOnly && !written.has(folder)).map(({ folder }) => folder),
      ),
    ],
    absent: [...new Set(at.known)]
      .filter((path) => !seen.has(path))
      .map((path) => ({ path, folder: join(at.home, name, 'root', path) })),
  };
}

/**
 * The path of a volume that a container is told of, in its command or environment, and does not mount: what it looks for there
 * it would not find.
 */
export function absentOf(
  { absent }: Pick<SeenVolumes, 'absent'>,
  { command = [], environment = [] }: Pick<ContainerDefinition, 'command' | 'environment'>,
): string | undefined {
  const told = [...command, ...environment.map(({ value }) => value)];
  return absent.find((mount) => told.some((text) => pathsMoved(text, [mount]) !== text))?.path;
}

/** Paths at which any container of these tasks has a mount. */
export const mountPathsOf = (definitions: readonly TaskDefinition[]): readonly string[] => [
  ...new Set(
    definitions.flatMap(({ containerDefinitions }) =>
      containerDefinitions.flatMap(({ mountPoints = [] }) =>
        mountPoints.map(({ containerPath }) => containerPath),
      ),
    ),
  ),
];

/** A volume is an empty folder at first; one of EFS is the folder of its file system, as others find it. */
function folderOf({ name, efsVolumeConfiguration }: Volume, { shared, home }: Volumes): string {
  const { fileSystemId, rootDirectory = '/', authorizationConfig } = efsVolumeConfiguration ?? {};
  const folder =
    fileSystemId === undefined
      ? join(home, 'volumes', name)
      : join(shared, fileSystemId, authorizationConfig?.accessPointId ?? `root${rootDirectory}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
