import { Fn, Token } from 'cdktf';
import { at } from '../../core/topology';
import { subnetsOf } from '../../core/topology/subnets';
import type { MeshStack } from '../mesh-stack';

/** The private subnets of the stack's account one by one, also where another stack has created them. */
export function subnetIdsOf({ site, spec, wiring }: MeshStack): readonly string[] {
  const { network } = at(site.topology.accounts, spec.account);
  const ids = wiring.listOf({ kind: 'private-subnet-ids', account: spec.account });
  if (network.kind !== 'create' || !Token.isUnresolved(ids)) return ids;
  // Without a value from the other stack there is nothing to index, and a destroy must not fail because of it.
  return subnetsOf(network).map((_, index) =>
    Token.asString(Fn.try([Fn.element(ids, index), `no subnet ${index + 1}`])),
  );
}
