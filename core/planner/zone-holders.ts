import { groupedBy } from '../base/collections';
import type { Asset } from './asset';

/** Something whose name is answered by a private zone that meshspan creates in an account. */
export interface ZoneHolder {
  /** Key of the workload or the service: the last part of the id. */
  readonly key: string;
  /** It goes when any of these is retired. */
  readonly concerns: readonly { readonly retired: boolean }[];
}

/** By account: everything that puts a name into a zone there, whether the account has a network to hold one or not. */
export const zoneHoldersByAccount = (assets: readonly Asset[]): ReadonlyMap<string, readonly ZoneHolder[]> =>
  groupedBy(
    assets.flatMap(({ content: { id }, reads, concerns }) =>
      reads.flatMap((value) =>
        value.kind === 'namespace-id'
          ? [{ account: value.account, key: id.split('/').at(-1) ?? id, concerns }]
          : [],
      ),
    ),
    ({ account }) => account,
  );

/** The holders that are there: the others keep nothing. */
export const liveHolders = (holders: readonly ZoneHolder[]): readonly ZoneHolder[] =>
  holders.filter(({ concerns }) => concerns.every(({ retired }) => !retired));
