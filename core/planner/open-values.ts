import {
  isParameterRef,
  needsValue,
  openTextFindings,
  type Finding,
  type Network,
  type Path,
  type StateBackend,
  type Topology,
} from '../topology';

/** What a plan computes with and nobody has given a value yet. */
export function openFindings(topology: Topology): readonly Finding[] {
  const { mesh, region, accounts, workloads, services, gateways, authorities } = topology;
  return [
    ...openTextFindings(mesh.name, ['mesh']),
    ...openTextFindings(region, ['region']),
    ...Object.values(accounts).flatMap((account) =>
      openInNetwork(account.network, [...account.at, 'network']),
    ),
    ...Object.values(workloads).flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.sources.flatMap((source, index) => openTextFindings(source, [...entry.at, 'sources', index])),
      ),
    ),
    ...openInState(topology.state),
    ...openIn({ mesh, authorities, workloads, services, gateways }, []),
  ];
}

/** Terraform reads the settings of a backend before it has any variable. */
function openInState(state: StateBackend): readonly Finding[] {
  return Object.entries(state).flatMap(([key, text]) =>
    typeof text === 'string' ? openTextFindings(text, ['state', key]) : [],
  );
}

function openInNetwork(network: Network, path: Path): readonly Finding[] {
  switch (network.kind) {
    case 'create':
      return [
        ...openTextFindings(network.cidr, [...path, 'cidr']),
        ...network.zones.flatMap((zone, index) => openTextFindings(zone, [...path, 'zones', index])),
      ];
    case 'existing':
      return network.cidrs.flatMap((cidr, index) => openTextFindings(cidr, [...path, 'cidrs', index]));
    case 'none':
      return [];
  }
}

/** Open values in a tree, each at the place of the thing around it, as the person wrote it. */
function openIn(tree: unknown, path: Path): readonly Finding[] {
  if (isParameterRef(tree)) return [needsValue({ path, parameter: tree.parameter })];
  if (typeof tree !== 'object' || tree === null) return [];
  const place = 'at' in tree && Array.isArray(tree.at) ? (tree.at as Path) : path;
  return Object.entries(tree).flatMap(([key, child]) =>
    openIn(child, [...place, Array.isArray(tree) ? Number(key) : key]),
  );
}
