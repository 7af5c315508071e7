import type { Network } from '../core/topology';
import { mergedCidrs } from '../core/topology/cidr';
import { subnetsOf } from '../core/topology/subnets';

/** Blocks under which other accounts reach a network. */
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
 * Blocks from which an account's workloads call. The private subnets that meshspan creates are merged into as few
 * blocks as possible: each block is a rule in every security group that admits them. Those of an existing network stay as
 * they are written, so that one more block changes no other rule.
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
