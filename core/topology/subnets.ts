import { blockOf, subnetOf } from './cidr';
import type { CreatedNetwork } from './account';

/** The most zones for which a network is laid out: no region has more (AWS global infrastructure). */
export const MOST_ZONES = 6;

/** Smallest and largest block of a VPC and of a subnet (VPC user guide, "VPC CIDR blocks" and "Subnet CIDR blocks"). */
export const VPC_PREFIX = { least: 16, most: 28 } as const;

/** A subnet is a sixteenth of its VPC, which leaves room for more tiers; more of it where that is smaller than /28. */
const SUBNET_BITS = 4;

type Laid = Pick<CreatedNetwork, 'cidr' | 'zones' | 'internet'>;

export interface ZoneSubnets {
  readonly zone: string;
  /** Absent where the network has no internet. */
  readonly publicCidr?: string;
  readonly privateCidr: string;
}

const bitsOf = (length: number): number => Math.min(SUBNET_BITS, VPC_PREFIX.most - length);

interface Places {
  readonly open?: number;
  readonly closed: number;
}

/**
 * Which of the equal parts of a VPC a zone has. It depends on nothing but the zone's position, so that another zone at
 * the end moves no subnet: the public ones of the first two zones, their private ones, then a pair for each further.
 */
function placesOf(index: number, bits: number, internet: Laid['internet']): Places {
  if (internet === 'none') return { closed: index };
  if (index >= 2) return { open: 2 * index, closed: 2 * index + 1 };
  // Half a block of two parts is its only private subnet.
  return { open: index, closed: Math.min(2, Math.max(1, 2 ** bits / 2)) + index };
}

/** The subnets of a created network, zone by zone. */
export function subnetsOf({ cidr, zones, internet }: Laid): readonly ZoneSubnets[] {
  const bits = bitsOf(blockOf(cidr)?.length ?? VPC_PREFIX.least);
  return zones.map((zone, index) => {
    const { open, closed } = placesOf(index, bits, internet);
    return {
      zone,
      ...(open === undefined ? {} : { publicCidr: subnetOf(cidr, bits, open) }),
      privateCidr: subnetOf(cidr, bits, closed),
    };
  });
}

/** The longest prefix of a VPC in which the subnets of so many zones have room. */
export function longestPrefixFor(zones: number, internet: Laid['internet']): number {
  const fits = (length: number): boolean => {
    const bits = bitsOf(length);
    const { open = 0, closed } = placesOf(zones - 1, bits, internet);
    return Math.max(open, closed) < 2 ** bits;
  };
  let length: number = VPC_PREFIX.most;
  while (length > VPC_PREFIX.least && !fits(length)) length -= 1;
  return length;
}
