import type { Tag } from '../tag';
import type { Part, World } from '../world';
import type { Kind } from './kinds';

/** What App Mesh adds to each resource. Times are seconds since 1970. */
export interface Metadata {
  readonly arn: string;
  readonly uid: string;
  readonly meshOwner: string;
  readonly resourceOwner: string;
  readonly createdAt: number;
  lastUpdatedAt: number;
  version: number;
}

/** A mesh or a resource in it. */
export interface Resource {
  /** Its names in responses: `meshName`, `virtualRouterName`, `routeName`. */
  readonly names: Readonly<Record<string, string>>;
  readonly metadata: Metadata;
  spec: unknown;
  tags: readonly Tag[];
  /** The token of the request that created it. */
  readonly clientToken?: string;
  /** The token of the last update, if it had one. */
  updateToken?: string;
}

/** A resource in a mesh, of any account. */
export interface Child extends Resource {
  readonly kind: Kind;
  /** The virtual router or gateway of a route; empty for kinds without a parent. */
  readonly parent: string;
  readonly name: string;
}

/** A mesh with all its resources. */
export interface Mesh extends Resource {
  readonly region: string;
  /** By `keyOf` kind and parent, then by `keyOf` name. */
  readonly children: Record<string, Record<string, Child>>;
  /** The children that name another one in their specs: by `keyOf` their kind and its kind and name, then by ARN. */
  readonly users: Record<string, Record<string, true>>;
}

/** Where the resource of an ARN is: its mesh, and in that the child, by their keys. */
export interface Address {
  readonly mesh: string;
  readonly collection?: string;
  readonly child?: string;
}

/** All meshes, by `keyOf` region, owner and name; and where everything is, by ARN. */
export interface AppMeshState {
  readonly meshes: Record<string, Mesh>;
  readonly addresses: Record<string, Address>;
}

export const appMeshPart: Part<AppMeshState> = {
  name: 'app-mesh',
  empty: () => ({ meshes: {}, addresses: {} }),
};

/** A key that no name can collide with. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

export function addMesh(world: World, mesh: Mesh): void {
  const { meshes, addresses } = world.part(appMeshPart);
  const key = keyOfMesh(mesh);
  meshes[key] = mesh;
  addresses[mesh.metadata.arn] = { mesh: key };
}

export function removeMesh(world: World, mesh: Mesh): void {
  const { meshes, addresses } = world.part(appMeshPart);
  delete meshes[keyOfMesh(mesh)];
  delete addresses[mesh.metadata.arn];
}

/** The resources of one kind and parent in a mesh, by `keyOf` name. */
export function childrenOf(mesh: Mesh, kind: Kind, parent: string): Readonly<Record<string, Child>> {
  return mesh.children[keyOf(kind, parent)] ?? {};
}

export function childOf(mesh: Mesh, kind: Kind, parent: string, name: string): Child | undefined {
  return mesh.children[keyOf(kind, parent)]?.[keyOf(name)];
}

/** Any resource in a mesh; undefined where it is empty. */
export function anyChildOf(mesh: Mesh): Child | undefined {
  for (const collection of Object.values(mesh.children)) {
    const [child] = Object.values(collection);
    if (child !== undefined) return child;
  }
  return undefined;
}

export function addChild(world: World, mesh: Mesh, child: Child): void {
  const [collection, key] = [keyOf(child.kind, child.parent), keyOf(child.name)];
  (mesh.children[collection] ??= {})[key] = child;
  world.part(appMeshPart).addresses[child.metadata.arn] = { mesh: keyOfMesh(mesh), collection, child: key };
}

export function removeChild(world: World, mesh: Mesh, { kind, parent, name, metadata }: Child): void {
  delete mesh.children[keyOf(kind, parent)]?.[keyOf(name)];
  delete world.part(appMeshPart).addresses[metadata.arn];
}

/** Whether a mesh with this ARN exists. */
export function meshIsThere(world: World, arn: string): boolean {
  const address = addressOf(world, arn);
  return address !== undefined && address.child === undefined;
}

/** The mesh or child with this ARN in a region. */
export function resourceOfArn(world: World, region: string, arn: string): Resource | undefined {
  const address = addressOf(world, arn);
  if (address === undefined) return undefined;
  const mesh = world.part(appMeshPart).meshes[address.mesh];
  if (mesh?.region !== region) return undefined;
  const { collection, child } = address;
  return collection === undefined || child === undefined ? mesh : mesh.children[collection]?.[child];
}

function addressOf(world: World, arn: string): Address | undefined {
  const { addresses } = world.part(appMeshPart);
  return Object.hasOwn(addresses, arn) ? addresses[arn] : undefined;
}

function keyOfMesh({ region, metadata, names }: Mesh): string {
  return keyOf(region, metadata.meshOwner, names['meshName'] ?? '');
}
