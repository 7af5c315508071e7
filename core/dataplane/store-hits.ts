import type { Hit, Topology } from '../topology';
import { certificateUsesOf } from './certificates';
import { elsewhereOf } from './elsewhere';
import { hit } from './hit';
import { runnersOf } from './runners';

/** Secrets of a store that are in another account or region than what reads them. */
export function storeSecretHits(topology: Topology): readonly Hit[] {
  const readers = accountsByStore(topology);
  return Object.values(topology.stores).flatMap((store) => {
    if (!('files' in store)) return [];
    const accounts = [...(readers.get(store.key) ?? [])];
    return Object.entries(store.files).flatMap(([file, arn]): readonly Hit[] => {
      const [account] = accounts.filter((each) => elsewhereOf(topology, each, arn).length > 0);
      if (account === undefined) return [];
      return [
        hit(
          [...store.at, 'files', file],
          `the secret for "${file}" is in ${elsewhereOf(topology, account, arn).join(' and ')}, and what reads it is in account "${account}" in ${topology.region}: its own policy and that of its key must admit the role there`,
          `name a secret of that account and region, such as a replica; or accept: [{ finding: 'store/secret-elsewhere', because: … }]`,
        ),
      ];
    });
  });
}

/** Keys of the accounts in which the files of each store are read. */
function accountsByStore(topology: Topology): ReadonlyMap<string, ReadonlySet<string>> {
  const accounts = new Map<string, Set<string>>();
  const read = (store: string, account: string) =>
    accounts.set(store, (accounts.get(store) ?? new Set()).add(account));
  for (const { certificate, account } of certificateUsesOf(topology)) {
    const used = topology.certificates[certificate];
    if (used?.kind === 'file' && used.store !== undefined) read(used.store, account);
  }
  for (const { account, runtime } of runnersOf(topology))
    for (const store of runtime.application?.stores ?? []) read(store, account);
  return accounts;
}
