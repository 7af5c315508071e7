import { at, type Topology } from '../topology';

/** Something whose name is answered by a private zone that meshspan makes in its account. */
export interface ZoneHolder {
  /** Key of the workload or the service. */
  readonly key: string;
  /** It goes when any of these is retired. */
  readonly concerns: readonly { readonly retired: boolean }[];
}

/** Everything in an account that needs a zone there, whether the account has a network to hold one or not. */
export function zoneHoldersOf(topology: Topology, account: string): readonly ZoneHolder[] {
  const home = at(topology.accounts, account);
  return [
    ...Object.values(topology.workloads)
      .filter((workload) => workload.account === account)
      .filter(({ discovery }) => discovery.kind === 'cloud-map' && discovery.create)
      .map((workload) => ({ key: workload.key, concerns: [home, workload] })),
    ...Object.values(topology.services)
      .filter((service) => service.account === account && !service.resolvesByDiscovery)
      .map(({ key, provider }) => ({
        key,
        concerns: provider.kind === 'workload' ? [home, at(topology.workloads, provider.workload)] : [home],
      })),
  ];
}

/** The holders that are there: the others keep nothing. */
export const liveZoneHoldersOf = (topology: Topology, account: string): readonly ZoneHolder[] =>
  zoneHoldersOf(topology, account).filter(({ concerns }) => concerns.every(({ retired }) => !retired));
