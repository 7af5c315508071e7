import type { Text, Topology } from '../../topology';

/** Finds the account in whose private zone a name lies, the innermost; absent: others answer for the name. */
export function zonesOf({ accounts }: Pick<Topology, 'accounts'>): (name: Text) => string | undefined {
  const zones = new Map<Text, string>();
  for (const { key, namespace, network } of Object.values(accounts)) {
    if (network.kind !== 'none' && !zones.has(namespace)) zones.set(namespace, key);
  }
  return (name) => {
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
      const account = zones.get(name.slice(dot + 1));
      if (account !== undefined) return account;
    }
    return undefined;
  };
}

/** The account in whose private zone a name lies; of many names, ask `zonesOf` once. */
export const zoneAccountOf = (topology: Topology, name: Text): string | undefined => zonesOf(topology)(name);
