import { at, type Topology } from '../topology';

/** Something whose name is answered by a private zone that meshspan creates in its account. */
export interface ZoneHolder {
  /** Key of the workload or the service. */
  readonly key: string;
  /** It goes when any of these is retired. */
  readonly concerns: readonly { readonly retired: boolean }[];
}

/** Everything that needs a zone in its account, whether the account has a network to hold one or not. */
export function zoneHoldersByAccount(topology: Topology): ReadonlyMap<string, readonly ZoneHolder[]> {
  const holders = new Map<string, ZoneHolder[]>();
  const add = (account: string, holder: ZoneHolder): void => {
    const known = holders.get(account);
    if (known === undefined) holders.set(account, [holder]);
    else known.push(holder);
  };
  for (const workload of Object.values(topology.workloads)) {
    const { key, account, discovery } = workload;
    if (discovery.kind !== 'cloud-map' || !discovery.create) continue;
    add(account, { key, concerns: [at(topology.accounts, account), workload] });
  }
  for (const { key, account, provider, resolvesByDiscovery } of Object.values(topology.services)) {
    if (resolvesByDiscovery) continue;
    const home = at(topology.accounts, account);
    const behind = provider.kind === 'workload' ? [at(topology.workloads, provider.workload)] : [];
    add(account, { key, concerns: [home, ...behind] });
  }
  return holders;
}

/** The holders that are there: the others keep nothing. */
export const liveHolders = (holders: readonly ZoneHolder[]): readonly ZoneHolder[] =>
  holders.filter(({ concerns }) => concerns.every(({ retired }) => !retired));
