import { at, type Hit, type Path, type Topology } from '../../topology';
import { cloudMapHits, hostHits } from '../form-hits';
import { tagHits } from '../tag-hits';
import type { Connection, Lowered } from '../lowered';
import type { Refused } from './refused';
import { routeValueRules } from './rules';

/** Values that other services of AWS refuse, whatever the data plane. */
const OF_OTHERS: readonly ((topology: Topology) => readonly Hit[])[] = [hostHits, cloudMapHits, tagHits];

/** The places of values that keep a single thing from being created, whatever the data plane. */
export const sharedRefusedPlacesIn = (topology: Topology, lowered: Lowered): readonly Path[] =>
  [
    ...routeValueRules.flatMap((rule) => rule.hitsOf(topology, lowered)),
    ...OF_OTHERS.flatMap((hitsOf) => hitsOf(topology)),
  ].map((found) => found.at);

/** The connections; those that the mesh, a side or the service prevents by a value are marked. */
export function withRefusedValues(
  topology: Topology,
  connections: readonly Connection[],
  parties: Lowered['parties'],
  refused: Refused,
): readonly Connection[] {
  const places = new Map(parties.map((party) => [party.id, party.at]));
  const around = (connection: Connection): readonly Path[] =>
    [
      ['mesh'],
      places.get(connection.client),
      places.get(connection.server),
      at(topology.services, connection.service).at,
    ].flatMap((place) => (place === undefined ? [] : [place]));
  return connections.map((connection) => {
    if (connection.flaw !== undefined) return connection;
    const place = around(connection)
      .map(refused)
      .find((found) => found !== undefined);
    return place === undefined ? connection : { ...connection, flaw: { why: 'value-refused', at: place } };
  });
}
