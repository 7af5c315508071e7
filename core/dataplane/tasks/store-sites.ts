import { groupedBy } from '../../base/collections';
import { at, type Closed, type Store, type Topology } from '../../topology';
import { storeContentId } from './contents';
import type { TaskSpec } from './specs';

/** A store on EFS. */
export type EfsStore = Extract<Closed<Store>, { readonly kind: 'efs' }>;

/** What a store needs to know of a task. */
export type StoreReader = Pick<TaskSpec, 'id' | 'key' | 'account' | 'cluster' | 'architecture' | 'volumes'>;

/** A store on EFS in one account, with the tasks that read it there, of which there is at least one. */
export interface StoreSite {
  readonly account: string;
  readonly store: EfsStore;
  readonly readers: readonly [StoreReader, ...StoreReader[]];
}

/** Each store on EFS in each account where a task reads it. */
export function storeSitesOf(
  { stores }: Closed<Topology>,
  tasks: readonly StoreReader[],
): readonly StoreSite[] {
  const reads = tasks.flatMap((reader) =>
    reader.volumes.flatMap(({ store: key }) => {
      const store = key === undefined ? undefined : at(stores, key);
      return store?.kind === 'efs' ? [{ store, reader }] : [];
    }),
  );
  const sites = groupedBy(reads, ({ store, reader }) => storeContentId(reader.account, store.key));
  return [...sites.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            account: first.reader.account,
            store: first.store,
            readers: [first.reader, ...others.map(({ reader }) => reader)] as const,
          },
        ],
  );
}

/** Whether a task of our own fills it. */
export const hasLoader = ({ files }: EfsStore): boolean => Object.keys(files).length > 0;

/** The cluster that runs what fills it: the first by name of those whose tasks read it. */
export const loaderClusterOf = ({ readers: [first, ...others] }: StoreSite): string =>
  others.reduce((least, { cluster }) => (cluster < least ? cluster : least), first.cluster);
