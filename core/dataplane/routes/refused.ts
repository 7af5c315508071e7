import type { Path } from '../../topology';

/**
 * Whether the data plane refuses the thing at a path for a value in it, as a whole: a workload, a gateway, a service,
 * a route. It answers with the place of the value.
 */
export type Refused = (thing: Path) => Path | undefined;

/**
 * What is refused, by the places of the values: each belongs to the smallest thing that the data plane knows as one
 * object. A listener is part of its workload, a target part of its route.
 */
export function refusedOf(places: readonly Path[]): Refused {
  const first = new Map<string, Path>();
  for (const place of places) {
    const key = keyOf(thingAt(place));
    if (!first.has(key)) first.set(key, place);
  }
  return (thing) => first.get(keyOf(thing));
}

function thingAt(place: Path): Path {
  const isRoute = (place[0] === 'services' || place[0] === 'gateways') && place[2] === 'routes';
  return place.slice(0, isRoute ? 4 : 2);
}

const keyOf = (thing: Path): string => thing.join('\n');
