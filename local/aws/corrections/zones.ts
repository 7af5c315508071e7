import type { Part, World } from '../world';

/** A VPC that may join a zone. */
export interface AuthorizedVpc {
  readonly id: string;
  readonly region: string;
}

/** What the corrections record about a private zone. */
export interface Zone {
  readonly account: string;
  /** The namespace that it belongs to, where Cloud Map created it. */
  readonly namespaceId?: string;
  authorized: readonly AuthorizedVpc[];
  /** In lowercase, without the trailing dot. */
  readonly name: string;
  /** The CallerReference of its request, which creates only one zone. */
  readonly reference: string;
  /** The VPCs that are associated with it. */
  vpcs: readonly string[];
}

/** A zone's name as it is compared. */
export function zoneName(written: string): string {
  return written.replace(/\.$/, '').toLowerCase();
}

/** The id of another zone of this name that a VPC is associated with. */
export function conflictingZone(world: World, name: string, vpc: string, own?: string): string | undefined {
  return Object.entries(zonesOf(world)).find(
    ([id, zone]) => id !== own && zone.name === zoneName(name) && zone.vpcs.includes(vpc),
  )?.[0];
}

const part: Part<Record<string, Zone>> = { name: 'route53-zones', empty: () => ({}) };

/** All created zones, by id (without prefix). */
export function zonesOf(world: World): Record<string, Zone> {
  return world.part(part);
}

/** The zone's id in a path such as `/2013-04-01/hostedzone/Z1/rrset`. */
export function zoneIdOf(path: string): string {
  return path.split('/')[3] ?? '';
}

export const route53Namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';
