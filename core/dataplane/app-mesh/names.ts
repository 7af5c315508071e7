import type { Text, Topology } from '../../topology';
import { compare } from './live';

/** The account in whose private zone a name lies, the innermost; absent: others answer for the name. */
export function zoneAccountOf(topology: Topology, name: Text): string | undefined {
  return Object.values(topology.accounts)
    .filter(({ namespace, network }) => network.kind !== 'none' && name.endsWith(`.${namespace}`))
    .toSorted((a, b) => b.namespace.length - a.namespace.length || compare(a.key, b.key))[0]?.key;
}
