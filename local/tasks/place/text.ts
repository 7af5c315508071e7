/** A folder of a container, and the folder of this machine that stands for it. */
export interface Mount {
  /** In the container: `/etc/meshspan`. */
  readonly path: string;
  readonly folder: string;
}

/** Where a task is on this machine. */
export interface TaskPlace {
  /** What `127.0.0.1` is in the task. */
  readonly local: string;
  /** Where the task accepts what its network interface lets in, and where its connections come from. */
  readonly inside: string;
  /** What another address of the task's loopback interface is. */
  readonly loopback: (address: string) => string;
}

/** Not the start of a CIDR block; bash's `/dev/tcp/127.0.0.1/9901` is none. */
const ADDRESS =
  /(?<![\d.])(?:127(?:\.\d{1,3}){3}|0\.0\.0\.0)(?![\d.]|(?<!\/dev\/tcp\/[\d.]+)\/\d)|(?<![\w.-])localhost(?![\w.-])/g;

/** The loopback addresses in a text, as they are on this machine. Each task has its own on AWS, and all share one here. */
export const addressesMoved = (text: string, place: TaskPlace): string =>
  text.replaceAll(ADDRESS, (address) => {
    if (address === 'localhost' || address === '127.0.0.1') return place.local;
    return address === '0.0.0.0' ? place.inside : place.loopback(address);
  });

/** The paths in a text that are in a mount, as they are on this machine. The mount with the longest path decides. */
export function pathsMoved(text: string, mounts: readonly Mount[]): string {
  const known = new Map(mounts.map(({ path, folder }) => [path.replace(/\/$/, ''), folder]));
  const paths = [...known.keys()].toSorted((a, b) => b.length - a.length).map(literally);
  if (paths.length === 0) return text;
  const pattern = new RegExp(`(?<![\\w./-])(?:${paths.join('|')})(?![\\w.-])`, 'g');
  return text.replaceAll(pattern, (path) => known.get(path) ?? path);
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
