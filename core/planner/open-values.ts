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

/** What a plan computes with and nobody has given a value yet: each place where the person wrote it, once. */
export function openFindings(topology: Topology): readonly Finding[] {
  const { mesh, region, accounts, workloads, services, gateways, authorities } = topology;
  const open = [
    ...openInText(mesh.name, ['mesh']),
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
    ...openIn({ mesh, authorities, workloads, services, gateways }, []),
  ];
  return writtenPlaces(topology, open).map(needsValue);
}

/**
 * Moves each open value to where it was written. Much follows from another value (a health check has the port of
 * its listener), and has then no place of its own.
 */
function writtenPlaces({ parameters }: Topology, open: readonly OpenValue[]): readonly OpenValue[] {
  const names = new Set(open.map(({ parameter }) => parameter));
  return [...names].flatMap((parameter) => {
    const { uses } = at(parameters, parameter);
    const paths = open.filter((each) => each.parameter === parameter).map(({ path }) => path);
    const meant = new Set(paths.map((path) => placeOf(path, uses)));
    const places = uses.filter((use) => meant.has(use));
    return (places.length > 0 ? places : uses.slice(0, 1)).map((path) => ({ path, parameter }));
  });
}

/** Where the value at `path` was written: there, inside, or beside it in the same part of the same thing. */
function placeOf(path: Path, uses: readonly Path[]): Path | undefined {
  const beside = (use: Path): boolean => use.length > 3 && startsWith(path, use.slice(0, -1));
  return (
    uses.find((use) => startsWith(use, path)) ??
    uses.filter(beside).toSorted((a, b) => b.length - a.length)[0]
  );
}

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => step === path[index]);

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
