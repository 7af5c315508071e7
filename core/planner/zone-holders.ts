import { groupedBy } from '../base/collections';
import { at, type Topology } from '../topology';

/** Something whose name is answered by a private zone that meshspan creates in its account. */
export interface ZoneHolder {
  /** Key of the workload or the service, and of the account that it is in. */
  readonly key: string;
  readonly account: string;
  /** It goes when any of these is retired. */
  readonly concerns: readonly { readonly retired: boolean }[];
}

/** Everything that needs a zone in its account, whether the account has a network to hold one or not. */
export function zoneHoldersByAccount(topology: Topology): ReadonlyMap<string, readonly ZoneHolder[]> {
  const homeOf = (account: string) => at(topology.accounts, account);
  const workloads = Object.values(topology.workloads)
    .filter(({ discovery }) => discovery.kind === 'cloud-map' && discovery.create)
    .map((workload): ZoneHolder => {
      const { key, account } = workload;
      return { key, account, concerns: [homeOf(account), workload] };
    });
  const services = Object.values(topology.services)
    .filter(({ resolvesByDiscovery }) => !resolvesByDiscovery)
    .map(({ key, account, provider }): ZoneHolder => {
      const behind = provider.kind === 'workload' ? [at(topology.workloads, provider.workload)] : [];
      return { key, account, concerns: [homeOf(account), ...behind] };
    });
  return groupedBy([...workloads, ...services], ({ account }) => account);
}

/** The holders that are there: the others keep nothing. */
export const liveHolders = (holders: readonly ZoneHolder[]): readonly ZoneHolder[] =>
  holders.filter(({ concerns }) => concerns.every(({ retired }) => !retired));
