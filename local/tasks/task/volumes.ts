import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerDefinition, TaskDefinition, Volume } from '../read/ecs';
import type { Mount } from '../place/text';

/** Folders of this machine that stand for the volumes of a task. */
export interface Volumes {
  /** Of all tasks: those of file systems. */
  readonly shared: string;
  /** Of the task. */
  readonly home: string;
}

/** The folders that a container sees, and those that only others of its task see: for it they are not there. */
export function mountsOf(
  { volumes = [], containerDefinitions }: TaskDefinition,
  { name, mountPoints = [] }: ContainerDefinition,
  at: Volumes,
): readonly Mount[] {
  const byName = new Map(volumes.map((volume) => [volume.name, volume]));
  const own = mountPoints.map(({ sourceVolume, containerPath, readOnly = false }) => ({
    path: containerPath,
    folder: folderOf(byName.get(sourceVolume) ?? { name: sourceVolume }, at),
    readOnly,
  }));
  const seen = new Set(own.map(({ path }) => path));
  const others = containerDefinitions
    .flatMap((container) => (container.mountPoints ?? []).map(({ containerPath }) => containerPath))
    .filter((path) => !seen.has(path));
  return [
    ...own,
    ...[...new Set(others)].map((path) => ({ path, folder: join(at.home, name, 'root', path) })),
  ];
}

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
