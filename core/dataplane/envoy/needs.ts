import type { Need } from '../../planner';
import { discoveryNameOf, type Topology } from '../../topology';
import { authoritySharesOf } from '../authority-uses';
import type { Lowered } from '../lowered';
import { networkNeedsOf } from '../network-needs';

/**
 * Proxies look up their callees in DNS and reach them by address; certificates are issued from authorities that are
 * shared. There is no mesh of AWS to share.
 */
export const needsOfEnvoy = (
  topology: Topology,
  { connections }: Pick<Lowered, 'connections'>,
): readonly Need[] => [
  ...authoritySharesOf(topology),
  ...networkNeedsOf(topology, connections, discoveryNameOf),
];
