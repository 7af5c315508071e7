import { at, type Hit, type Text, type Topology } from '../topology';
import { presentedBy } from './certificate-assets';
import { hit } from './hit';
import { runnersOf, type Runner } from './runners';

/** Where what a proxy fetches from AWS is in its task. */
const PROXY_FOLDER = '/etc/meshspan';

/** A folder of a task, and what puts something there. */
interface Folder {
  readonly path: Text;
  readonly what: string;
  /** Key of a store. */
  readonly store?: string;
}

/** Stores that get into a task at one path, or one inside of the other: a container mounts one volume at a path. */
export const storePathHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap((runner): readonly Hit[] => {
    const [pair] = clashesIn(foldersOf(topology, runner));
    if (pair === undefined) return [];
    const [outer, inner] = pair;
    const moved = inner.store ?? outer.store ?? '';
    return [
      hit(
        [...at(topology.stores, moved).at, 'mountPath'],
        `the task of "${runner.key}" has ${outer.what} at ${outer.path}, and ${inner.what} ${inner.path === outer.path ? 'there too' : `inside, at ${inner.path}`}`,
        `give it a path of its own: stores: { ${moved}: { mountPath: /stores/${moved} } }, and the same in the paths of its files`,
      ),
    ];
  });

/** Each folder with one that is the same or inside, where one of both is of a store. A task has few. */
const clashesIn = (folders: readonly Folder[]): readonly (readonly [outer: Folder, inner: Folder])[] =>
  folders.flatMap((outer, place) =>
    folders
      .filter(
        (inner, other) =>
          (inner.path === outer.path ? other > place : inner.path.startsWith(`${outer.path}/`)) &&
          (inner.store ?? outer.store) !== undefined,
      )
      .map((inner) => [outer, inner] as const),
  );

function foldersOf({ stores, certificates }: Topology, runner: Runner): readonly Folder[] {
  const { application } = runner.runtime;
  const presented = presentedBy(runner).flatMap((key) => {
    const certificate = at(certificates, key);
    return certificate.kind === 'file' && certificate.store !== undefined ? [certificate.store] : [];
  });
  const read = [...new Set([...presented, ...(application?.stores ?? [])])];
  return [
    { path: PROXY_FOLDER, what: 'what its proxy fetches' },
    ...(application?.writes ?? []).map((path) => ({ path, what: 'a folder of its application' })),
    ...read.map((key) => ({ path: at(stores, key).mountPath, what: `store "${key}"`, store: key })),
  ];
}
