import type { Part, World } from './world';

/** The fields of a private namespace of Cloud Map that other services use. */
export interface Namespace {
  readonly account: string;
  readonly name: string;
  /** Id of the zone that Cloud Map created for it, without prefix. */
  readonly zoneId: string;
}

const part: Part<Record<string, Namespace>> = { name: 'cloud-map-namespaces', empty: () => ({}) };

/** All private namespaces, by id. */
export function namespacesOf(world: World): Record<string, Namespace> {
  return world.part(part);
}

/** The accounts that have a namespace of this name. */
export function namespaceOwners(world: World, name: string): readonly string[] {
  return Object.values(namespacesOf(world)).flatMap((one) => (one.name === name ? [one.account] : []));
}
