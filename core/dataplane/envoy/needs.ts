import type { Need } from '../../planner';
import { discoveryNameOf, type Topology } from '../../topology';
import { authoritySharesOf, type AuthorityUse } from '../authority-uses';
import type { Lowered } from '../lowered';
import { networkNeedsOf } from '../network-needs';
import { grantsIn } from './grants';

/**
 * Proxies look up their callees in DNS and reach them by address; certificates are issued from authorities that are
 * shared. There is no mesh of AWS to share.
 */
export const needsOfEnvoy = (
  topology: Topology,
  lowered: Pick<Lowered, 'parties' | 'connections'>,
): readonly Need[] => [
  ...authoritySharesOf(topology, fetchedBy(topology, lowered)),
  ...networkNeedsOf(topology, lowered.connections, discoveryNameOf),
];

/** The authorities that proxies fetch, also those that no policy names: by them a caller without one verifies. */
function fetchedBy(
  topology: Topology,
  lowered: Pick<Lowered, 'parties' | 'connections'>,
): readonly AuthorityUse[] {
  const grantsOf = grantsIn(topology, lowered);
  return lowered.parties
    .filter(({ existing }) => existing !== true)
    .flatMap(({ id, account }) => grantsOf(id).authorities.map((authority) => ({ account, authority })));
}
