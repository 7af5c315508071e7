import { at } from '../../core/topology';
import { subnetsOf } from '../../core/topology/subnets';
import type { MeshStack } from '../mesh-stack';

/** The private subnets of the stack's account one by one, also where another stack has created them. */
export function subnetIdsOf({ site, spec: { account }, wiring }: MeshStack): readonly string[] {
  const { network } = at(site.topology.accounts, account);
  const value = { kind: 'private-subnet-ids', account } as const;
  return network.kind === 'create' ? wiring.itemsOf(value, subnetsOf(network).length) : wiring.listOf(value);
}
