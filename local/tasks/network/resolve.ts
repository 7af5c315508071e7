import type { DiscoveryService, Names, Zone } from '../read/names';

/** What a name resolves to: addresses in AWS's terms. */
export interface Resolved {
  readonly addresses: readonly string[];
  /** Seconds. */
  readonly ttl: number;
}

/** What changes while tasks run. */
export interface Sources {
  readonly names: Names;
  /** The addresses of the instances of a service of Cloud Map, as they are now. */
  readonly instancesOf: (service: DiscoveryService) => Promise<readonly string[]>;
  /** The addresses of a load balancer, by the name that AWS gives it. */
  readonly balancerOf: (dnsName: string) => readonly string[] | undefined;
}

/** An alias leads to a load balancer, or to a record that is one: deeper is a circle. */
const MOST_ALIASES = 4;

/** AWS answers for a load balancer for so many seconds. */
const BALANCER_TTL = 60;

/**
 * What Amazon's resolver answers in a VPC: of the private zones that are associated with it, and of the public ones, the one
 * whose name is the longest end of the name decides alone.
 * @returns undefined where the name does not exist for this VPC
 */
export async function resolve(
  sources: Sources,
  vpc: string | undefined,
  asked: string,
  depth = 0,
): Promise<Resolved | undefined> {
  const name = asked.toLowerCase().replace(/\.$/, '');
  const balancer = sources.balancerOf(name.replace(/^dualstack\./, ''));
  if (balancer !== undefined) return { addresses: balancer, ttl: BALANCER_TTL };
  const zone = zoneFor(sources.names.zones, vpc, name);
  if (zone === undefined) return undefined;
  const service = sources.names.services.find((each) => each.zone === zone.id && each.name === name);
  if (service !== undefined) {
    const addresses = await sources.instancesOf(service);
    return addresses.length === 0 ? undefined : { addresses, ttl: service.ttl };
  }
  const record = zone.records.get(name) ?? zone.records.get(`*.${name.slice(name.indexOf('.') + 1)}`);
  if (record?.kind === 'addresses') return record;
  return record === undefined || depth >= MOST_ALIASES
    ? undefined
    : resolve(sources, vpc, record.name, depth + 1);
}

const zoneFor = (zones: readonly Zone[], vpc: string | undefined, name: string): Zone | undefined =>
  zones
    .filter(({ name: end }) => name === end || name.endsWith(`.${end}`))
    .filter(({ isPrivate, vpcs }) => !isPrivate || (vpc !== undefined && vpcs.has(vpc)))
    .toSorted((a, b) => b.name.length - a.name.length || Number(b.isPrivate) - Number(a.isPrivate))[0];
