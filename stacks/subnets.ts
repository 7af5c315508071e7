import type { Network } from '../core/topology';
import { mergedCidrs, subnetOf } from '../core/topology/cidr';

type CreatedNetwork = Extract<Network, { readonly kind: 'create' }>;

/** Each subnet is a sixteenth of its VPC, which leaves room for more tiers. */
const SUBNET_BITS = 4;

export interface ZoneSubnets {
  readonly zone: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
}

/** The subnets of a created network: the public ones of all zones first, then the private ones. */
export const subnetsOf = ({ cidr, zones }: Pick<CreatedNetwork, 'cidr' | 'zones'>): readonly ZoneSubnets[] =>
  zones.map((zone, index) => ({
    zone,
    publicCidr: subnetOf(cidr, SUBNET_BITS, index),
    privateCidr: subnetOf(cidr, SUBNET_BITS, zones.length + index),
  }));

/** Blocks at which others reach a network. */
export function reachedCidrsOf(network: Network): readonly string[] {
  switch (network.kind) {
    case 'create':
      return [network.cidr];
    case 'existing':
      return network.cidrs;
    case 'none':
      return [];
  }
}

/**
 * Blocks from which an account's workloads call. The private subnets that meshspan cuts are as few blocks as hold the
 * same addresses: each block is a rule in every security group that lets them in. Those of an existing network stay as
 * they are written, so that one block more changes no other rule.
 */
export function callingCidrsOf(network: Network): readonly string[] {
  switch (network.kind) {
    case 'create':
      return mergedCidrs(subnetsOf(network).map(({ privateCidr }) => privateCidr));
    case 'existing':
      return network.cidrs;
    case 'none':
      return [];
  }
}
