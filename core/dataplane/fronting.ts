import type { Entry, Gateway, Topology, Workload } from '../topology';
import { isFronted } from './certificates';
import { liveGatewaysOf, liveWorkloadsOf } from './live';
import { placedEntriesOf, type PlacedEntry } from './placed-entries';

type Party = Workload | Gateway;
type Listener = Party['listeners'][number];

/** An entry of a party, with what is behind it. */
export interface Fronting extends PlacedEntry<Entry, Listener> {
  readonly party: Party;
}

const among = (parties: readonly Party[]): readonly Fronting[] =>
  parties.flatMap((party) => placedEntriesOf<Entry, Listener>(party).map((placed) => ({ ...placed, party })));

/** All entries, whoever creates their load balancers. */
export const allFrontingOf = ({ workloads, gateways }: Topology): readonly Fronting[] =>
  among([...Object.values(workloads), ...Object.values(gateways)]);

/** The entries of load balancers that are created. */
export const frontingOf = (topology: Topology): readonly Fronting[] =>
  among(
    [...liveWorkloadsOf(topology), ...liveGatewaysOf(topology)].filter((party) => isFronted(topology, party)),
  );

/** Identifies the load balancer of an entry. */
export const loadBalancerKeyOf = ({ party, loadBalancer }: Fronting): string =>
  JSON.stringify([party.at, loadBalancer]);
