import { groupedBy, unique } from '../../../base/collections';
import { fieldOf } from '../../../base/json';
import { defined } from '../../../base/properties';
import type { WrittenTopology } from '../../../topology';
import { decoded, type DecodedObjects } from './decode';
import { firstLabel, keysFor } from './keys';
import type { LeftOut, MeshObjects, Surroundings } from './objects';
import { gatewayOf, workloadOf, type Names } from './parties';
import { referencesIn } from './references';
import { servicesOf } from './services';

export type * from './objects';
export { kinds as objectKinds } from './api';
export { scopeOf } from './scope';

/** A mesh of App Mesh as a topology. */
export interface ReadMesh {
  /** With `defaults: api` and `dataPlane: app-mesh`: what the API leaves out means what it means there. */
  readonly written: WrittenTopology;
  /** Keys of workloads, by the names of their virtual nodes. */
  readonly workloads: ReadonlyMap<string, string>;
  /** Keys of gateways, by the names of their virtual gateways. */
  readonly gateways: ReadonlyMap<string, string>;
  /** What the topology does not have. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads the objects of a mesh, as App Mesh's API describes them. Never throws: what cannot be read is left out, and listed.
 * Not in the API, so not in the topology either: networks, the applications, and who creates what the mesh refers to;
 * namespaces, certificates and authorities exist.
 */
export function readMesh(objects: MeshObjects, surroundings: Surroundings): ReadMesh {
  const leftOut: LeftOut[] = [];
  const all = decoded(objects, leftOut);
  const owner = ownerOf(objects, surroundings);
  const accounts = accountKeys(all, owner, surroundings);
  const workloads = keysFor(all.virtualNodes.map(({ name }) => name));
  const gateways = keysFor(
    all.virtualGateways.map(({ name }) => name),
    undefined,
    new Set(workloads.values()),
  );
  const names: Names = {
    services: keysFor(
      all.virtualServices.map(({ name }) => name),
      firstLabel,
    ),
    references: referencesIn(all, surroundings),
    accountOf: ({ account = owner }) => accounts.get(account) ?? '',
  };
  const routesBy = groupedBy(all.gatewayRoutes, ({ parent }) => parent);
  const { certificates, authorities } = names.references;
  const written: WrittenTopology = {
    mesh: meshOf(all),
    region: surroundings.region,
    owner: names.accountOf({}),
    dataPlane: 'app-mesh',
    defaults: 'api',
    accounts: Object.fromEntries([...accounts].map(([id, key]) => [key, { id }])),
    authorities,
    certificates,
    workloads: Object.fromEntries(
      all.virtualNodes.map((node) => [workloads.get(node.name) ?? '', workloadOf(node, names)]),
    ),
    services: servicesOf(all, workloads, names),
    gateways: Object.fromEntries(
      all.virtualGateways.map((gateway) => [
        gateways.get(gateway.name) ?? '',
        gatewayOf(gateway, routesBy.get(gateway.name) ?? [], names),
      ]),
    ),
  };
  return { written, workloads, gateways, leftOut };
}

function meshOf({ mesh }: DecodedObjects): WrittenTopology['mesh'] {
  const { egressFilter, serviceDiscovery } = mesh?.spec ?? {};
  return {
    name: mesh?.name ?? '',
    ...defined({ egress: egressFilter?.type, ipPreference: serviceDiscovery?.ipPreference }),
  };
}

/** Id of the account of the mesh. */
function ownerOf({ mesh }: MeshObjects, { account }: Surroundings): string {
  const stated = fieldOf(mesh, 'metadata', 'meshOwner');
  return typeof stated === 'string' ? stated : (account ?? '');
}

/** Keys of all accounts that something is in, by their ids. */
function accountKeys(
  all: DecodedObjects,
  owner: string,
  { accounts = {} }: Surroundings,
): ReadonlyMap<string, string> {
  const { virtualNodes, virtualRouters, virtualServices, virtualGateways } = all;
  const ids = [...virtualNodes, ...virtualRouters, ...virtualServices, ...virtualGateways].flatMap(
    ({ account }) => account ?? [],
  );
  return new Map(unique([owner, ...ids]).map((id) => [id, accounts[id] ?? `account-${id}`]));
}
