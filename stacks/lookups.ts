import { groupedBy } from '../core/base/collections';
import type { Lowered } from '../core/dataplane';
import { at, type Closed } from '../core/topology';

type Specs = Closed<Lowered>;
export type Party = Specs['parties'][number];
export type Connection = Specs['connections'][number];

/** The contents of a lowered mesh, by the keys that builders look them up with. */
export interface Lookups {
  readonly party: (id: string) => Party | undefined;
  readonly connectionsFrom: (client: string) => readonly Connection[];
  readonly connectionsTo: (server: string) => readonly Connection[];
  /** A certificate as an account presents it; another account's version where this one does not present it. */
  readonly certificate: (key: string, account: string) => Specs['certificates'][number];
  readonly authority: (key: string) => Specs['authorities'][number];
}

export function lookupsOf({ parties, connections, certificates, authorities }: Specs): Lookups {
  const byId = new Map(parties.map((party) => [party.id, party]));
  const from = groupedBy(connections, ({ client }) => client);
  const to = groupedBy(connections, ({ server }) => server);
  const byKey = groupedBy(certificates, ({ key }) => key);
  const authoritiesByKey = Object.fromEntries(authorities.map((authority) => [authority.key, authority]));
  return {
    party: (id) => byId.get(id),
    connectionsFrom: (client) => from.get(client) ?? [],
    connectionsTo: (server) => to.get(server) ?? [],
    certificate: (key, account) => {
      const specs = byKey.get(key) ?? [];
      const found = specs.find((spec) => spec.account === account) ?? specs[0];
      if (found === undefined) throw new Error(`certificate "${key}" was not lowered`);
      return found;
    },
    authority: (key) => at(authoritiesByKey, key),
  };
}
