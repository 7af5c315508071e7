import type { Network } from '../core/topology';
import { mergedCidrs } from '../core/topology/cidr';
import { subnetsOf } from '../core/topology/subnets';

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
