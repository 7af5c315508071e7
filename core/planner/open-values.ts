import { groupedBy } from '../base/collections';
import {
  at,
  isParameterRef,
  needsValue,
  openParametersOf,
  type Finding,
  type Network,
  type OpenValue,
  type Path,
  type StateBackend,
  type Topology,
} from '../topology';

/** What a plan computes with and has no value yet: each place where the person wrote it, once. */
export function openFindings(topology: Topology): readonly Finding[] {
  const { mesh, environment = '', region, accounts, clusters, workloads, services, gateways } = topology;
  const { authorities } = topology;
  const open = [
    ...openInText(mesh.name, ['mesh']),
    ...openInText(environment, ['environment']),
    ...openInText(region, ['region']),
    ...Object.values(accounts).flatMap((account) =>
      openInNetwork(account.network, [...account.at, 'network']),
    ),
    ...Object.values(workloads).flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.sources.flatMap((source, index) => openInText(source, [...entry.at, 'sources', index])),
      ),
    ),
    ...openInState(topology.state),
    ...openIn({ mesh, clusters, authorities, workloads, services, gateways }, []),
  ];
  return writtenPlaces(topology, open).map(needsValue);
}

/**
 * Moves each open value to where it was written. Much follows from another value (a health check has the port of
 * its listener), and has then no place of its own.
 */
function writtenPlaces({ parameters }: Topology, open: readonly OpenValue[]): readonly OpenValue[] {
  return [...groupedBy(open, ({ parameter }) => parameter)].flatMap(([parameter, values]) => {
    const { uses } = at(parameters, parameter);
    const find = placesAmong(uses);
    const meant = new Set(values.map(({ path }) => find(path)));
    const places = uses.filter((use) => meant.has(use));
    return (places.length > 0 ? places : uses.slice(0, 1)).map((path) => ({ path, parameter }));
  });
}

/** Finds where the value at a path was written: there, inside, or beside it in the same part of the same thing. */
function placesAmong(uses: readonly Path[]): (path: Path) => Path | undefined {
  const inside = new Map<string, Path>();
  const beside = new Map<string, Path>();
  for (const use of uses) {
    for (const start of startsOf(use)) if (!inside.has(start)) inside.set(start, use);
    const part = keyOf(use.slice(0, -1));
    if (use.length > 3 && !beside.has(part)) beside.set(part, use);
  }
  return (path) => {
    const nearest = startsOf(path).findLast((start) => beside.has(start));
    return inside.get(keyOf(path)) ?? (nearest === undefined ? undefined : beside.get(nearest));
  };
}

const keyOf = (path: Path): string => JSON.stringify(path);

/** Every path from the root to this one, itself included. */
const startsOf = (path: Path): readonly string[] =>
  Array.from({ length: path.length + 1 }, (_, length) => keyOf(path.slice(0, length)));

const openInText = (text: string, path: Path): readonly OpenValue[] =>
  openParametersOf(text).map((parameter) => ({ path, parameter }));

/** Terraform reads the settings of a backend before it has any variable. */
function openInState(state: StateBackend): readonly OpenValue[] {
  return Object.entries(state).flatMap(([key, text]) =>
    typeof text === 'string' ? openInText(text, ['state', key]) : [],
  );
}

function openInNetwork(network: Network, path: Path): readonly OpenValue[] {
  switch (network.kind) {
    case 'create':
      return [
        ...openInText(network.cidr, [...path, 'cidr']),
        ...network.zones.flatMap((zone, index) => openInText(zone, [...path, 'zones', index])),
      ];
    case 'existing':
      return network.cidrs.flatMap((cidr, index) => openInText(cidr, [...path, 'cidrs', index]));
    case 'none':
      return [];
  }
}

/** Open values in a tree, each at the place of the thing around it, as the person wrote it. */
function openIn(tree: unknown, path: Path): readonly OpenValue[] {
  if (isParameterRef(tree)) return [{ path, parameter: tree.parameter }];
  if (typeof tree !== 'object' || tree === null) return [];
  const place = 'at' in tree && Array.isArray(tree.at) ? (tree.at as Path) : path;
  return Object.entries(tree).flatMap(([key, child]) =>
    openIn(child, [...place, Array.isArray(tree) ? Number(key) : key]),
  );
}
