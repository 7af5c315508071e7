import type { Need } from '../../planner';
import { discoveryNameOf, type Topology } from '../../topology';
import { authoritySharesOf, type AuthorityUse } from '../authority-uses';
import type { Lowered } from '../lowered';
import { grantsIn } from './grants';
import { networkNeedsOf } from '../network-needs';

/**
 * Proxies look up their callees in DNS and reach them by address; certificates are issued from authorities that are
 * shared. There is no mesh of AWS to share.
 */
export const needsOfEnvoy = (
  topology: Topology,
  lowered: Pick<Lowered, 'parties' | 'connections'>,
): readonly Need[] => [
  ...authoritySharesOf(topology, impliedUsesOf(topology, lowered)),
  ...networkNeedsOf(topology, lowered.connections, discoveryNameOf),
];

/** Authorities by which callers without a policy verify their callees: no policy names them. */
function impliedUsesOf(
  topology: Topology,
  lowered: Pick<Lowered, 'parties' | 'connections'>,
): readonly AuthorityUse[] {
  const grantsOf = grantsIn(topology, lowered);
  return lowered.parties
    .filter(({ existing }) => existing !== true)
    .flatMap(({ id, account }) => grantsOf(id).authorities.map((authority) => ({ account, authority })));
}
