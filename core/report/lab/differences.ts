import type { Place } from '../../topology';
import { endText, type PlacedEdge } from '../edge';
import { placeText } from '../findings';
import { isDifferent, type LabResults, type MeasuredEdge, type TriedAttack } from './results';

/** Where the lines are that decide what is expected. */
export interface LabPlaces {
  /** The edges of `check`. */
  readonly edges: readonly PlacedEdge[];
  /** Where the listener on a port of a party was written, or else the party; nothing where it is no party. */
  readonly placeOf: (party: string, port?: number) => Place | undefined;
}

/** A sentence for everything that was measured otherwise than expected, with the line that decides it. */
export function differencesOf({ edges, attacks }: LabResults, places: LabPlaces): readonly string[] {
  const decided = new Map(places.edges.map((edge) => [keyOf(edge), edge.at]));
  return [
    ...edges
      .filter(isDifferent)
      .map((edge) => located(edgeDifference(edge), decided.get(keyOf(edge)) ?? places.placeOf(edge.client))),
    ...attacks
      .filter(isDifferent)
      .map((attack) => located(attackDifference(attack), places.placeOf(attack.server, attack.port))),
  ];
}

/** What identifies an edge in both reports. */
const keyOf = ({
  client,
  server,
  service = '',
  port,
}: Pick<MeasuredEdge, 'client' | 'server' | 'service' | 'port'>): string =>
  [client, server, service, port ?? ''].join(' ');

const edgeDifference = (edge: MeasuredEdge): string =>
  `${endText(edge.client)} -> ${endText(edge.server)}${throughText(edge)}: expected ${edge.expected}, measured ${edge.measured}`;

const attackDifference = (attack: TriedAttack): string =>
  `attack "${attack.attack}" by ${endText(attack.client)} on ${endText(attack.server)}${throughText(attack)}: expected ${attack.expected}, measured ${attack.measured}`;

function throughText({ service, port }: Pick<MeasuredEdge, 'service' | 'port'>): string {
  const through = [
    ...(service === undefined ? [] : [`service ${service}`]),
    ...(port === undefined ? [] : [`port ${port}`]),
  ];
  return through.length === 0 ? '' : ` (${through.join(', ')})`;
}

const located = (sentence: string, place: Place | undefined): string =>
  place === undefined ? sentence : `${sentence}; decided at ${placeText(place)}`;
