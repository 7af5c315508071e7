import { at, partitionOf, type Closed, type Store, type Text, type Topology } from '../../topology';
import { fileSystemIdValue } from './contents';
import type { FilesInputs } from './script/inputs';
import { storeIndexOf } from './store-index';
import type { Filled, MountSpec, Statement, VolumeSpec } from './specs';

/** The copy of a store in a task: who reads the store mounts this volume at its `mountPath`. */
export const storeVolumeName = (store: string): string => `store-${store}`;

/** Key of the store whose copy a volume is; a volume of something else may have such a name, and no store has that key. */
export const storeOfVolume = (volume: string): string | undefined => /^store-(.+)$/.exec(volume)?.[1];

/** The mount of a store's copy in a container that reads it. */
export const storeMount = ({ key, mountPath }: Closed<Store>): MountSpec => ({
  volume: storeVolumeName(key),
  path: mountPath,
  readOnly: true,
});

/** The file system of a store on EFS, which nobody but the script mounts. */
export const storeSource = (store: string): { readonly volume: string; readonly path: string } => ({
  volume: `efs-${store}`,
  path: `/stores/${store}`,
});

/** What a party reads of files. */
interface Reader {
  /** Keys of stores that are named. */
  readonly stores: readonly string[];
  /** Paths of files, which may be in a store that nothing names. */
  readonly paths: readonly string[];
}

/**
 * The stores that a task reads, each once, in the order of their keys: those that are named, and for each path outside of
 * them the first with a mount path above it.
 */
export function storesOfTask(
  topology: Closed<Topology>,
  { stores, paths }: Reader,
): readonly Closed<Store>[] {
  const index = storeIndexOf(topology.stores);
  const found = new Set(stores);
  for (const path of paths) {
    const isFound = index.ofKeys(found).some(({ mountPath }) => path.startsWith(`${mountPath}/`));
    const store = isFound ? undefined : index.above(path);
    if (store !== undefined) found.add(store.key);
  }
  return index.ofKeys(found);
}

/** Kinds of stores whose volume no script fills: it is the application's own, or Kubernetes fills it. */
const UNFILLED: readonly Store['kind'][] = ['task-volume', 'kubernetes-secret'];

/** The copies that the script of a task writes. */
export const filledMounts = (stores: readonly Closed<Store>[]): readonly MountSpec[] =>
  stores
    .filter(({ kind }) => !UNFILLED.includes(kind))
    .map((store) => ({ ...storeMount(store), readOnly: false }));

/** What stores add to a task. */
export interface StoreParts {
  readonly volumes: readonly VolumeSpec[];
  /** Of the containers that fetch the files. */
  readonly sources: readonly MountSpec[];
  readonly inputs: Pick<FilesInputs, 'secrets' | 'copies'>;
  readonly allows: readonly Statement[];
}

/**
 * @param account key of the account of the task, in which the file systems are as well
 */
export function storePartsOf(
  topology: Closed<Topology>,
  account: string,
  stores: readonly Closed<Store>[],
): StoreParts {
  const onEfs = stores.filter(({ kind }) => kind === 'efs');
  const secrets = stores.flatMap((store) =>
    store.kind === 'secrets-manager'
      ? Object.entries(store.files).map(([file, arn]) => ({ arn, path: `${store.mountPath}/${file}` }))
      : [],
  );
  return {
    volumes: [
      ...stores.map((store) => ({
        name: storeVolumeName(store.key),
        ...(store.kind === 'kubernetes-secret' && { secret: store.secret }),
      })),
      ...onEfs.map(({ key }) => ({ name: storeSource(key).volume, store: key })),
    ],
    sources: onEfs.map(({ key }) => ({ ...storeSource(key), readOnly: true })),
    inputs: {
      secrets,
      copies: onEfs.map(({ key, mountPath }) => ({ from: storeSource(key).path, to: mountPath })),
    },
    allows: [
      ...(onEfs.length === 0
        ? []
        : [
            {
              sid: 'Stores',
              actions: ['elasticfilesystem:ClientMount'],
              resources: onEfs.map((store) => fileSystemArn(topology, account, store)),
            },
          ]),
      ...(secrets.length === 0
        ? []
        : [readingOf(stores.flatMap((store) => secretArnsOf(topology, account, store)))]),
    ],
  };
}

/** @param secrets ARNs of the secrets of stores, which the script reads */
export const readingOf = (secrets: readonly Text[]): Statement => ({
  sid: 'StoredSecrets',
  actions: ['secretsmanager:GetSecretValue'],
  resources: [...new Set(secrets)].map((arn) => [arn]),
});

/** What a role reads of a store: ARNs; of secrets that are created, their names with any ending that AWS gives them. */
function secretArnsOf(
  { region, accounts }: Closed<Topology>,
  account: string,
  store: Closed<Store>,
): readonly Text[] {
  if (store.kind !== 'secrets-manager') return [];
  const { files, created } = store;
  const start = `arn:${partitionOf(region)}:secretsmanager:${region}:${at(accounts, account).id}:secret:`;
  return Object.values(files).map((secret) => (created === undefined ? secret : `${start}${secret}-??????`));
}

/** The ARN of the file system of a store on EFS in an account. */
export function fileSystemArn(
  { region, accounts }: Closed<Topology>,
  account: string,
  store: Closed<Store>,
): Filled {
  const start = `arn:${partitionOf(region)}:elasticfilesystem:${region}:${at(accounts, account).id}:file-system/`;
  return store.kind === 'efs' && store.fileSystem !== undefined
    ? [`${start}${store.fileSystem}`]
    : [start, fileSystemIdValue(store.key)];
}
