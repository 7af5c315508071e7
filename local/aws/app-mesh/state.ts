import type { Part, World } from '../world';
import type { Kind } from './kinds';

/** A tag as App Mesh and RAM write it. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

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

/** A mesh or what is in it. */
export interface Resource {
  /** As answers name it: `meshName`, `virtualRouterName`, `routeName`. */
  readonly names: Readonly<Record<string, string>>;
  readonly metadata: Metadata;
  spec: unknown;
  tags: readonly Tag[];
  /** The token of the request that made it. */
  readonly clientToken?: string;
}

/** What is in a mesh, over all accounts. */
export interface Child extends Resource {
  readonly kind: Kind;
  /** The virtual router or gateway of a route; empty for what has no parent. */
  readonly parent: string;
  readonly name: string;
}

/** A mesh with all that is in it, by `keyOf`. */
export interface Mesh extends Resource {
  readonly region: string;
  readonly children: Record<string, Child>;
}

/** All meshes, by `keyOf` region, owner and name. */
export interface AppMeshState {
  readonly meshes: Record<string, Mesh>;
}

export const appMeshPart: Part<AppMeshState> = { name: 'app-mesh', empty: () => ({ meshes: {} }) };

/** A key that no name can imitate. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Whether there is a mesh of this ARN. */
export function meshIsThere(world: World, arn: string): boolean {
  return Object.values(world.part(appMeshPart).meshes).some(({ metadata }) => metadata.arn === arn);
}

/** The mesh or child of this ARN in a region. */
export function resourceOfArn(world: World, region: string, arn: string): Resource | undefined {
  return Object.values(world.part(appMeshPart).meshes)
    .filter((mesh) => mesh.region === region)
    .flatMap((mesh) => [mesh, ...Object.values(mesh.children)])
    .find(({ metadata }) => metadata.arn === arn);
}
