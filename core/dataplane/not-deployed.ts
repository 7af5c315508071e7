import type { Asset, NotDeployed } from '../planner';
import type { Topology } from '../topology';
import { unusedCertificatesOf } from './certificates';
import type { Lowered } from './lowered';
import { liveWorkloadsOf } from './live';
import type { LeftOver } from './left-over';
import { deployedBy, leftOverOfTasks } from './not-deployed-tasks';

/** What this version leaves to others. */
const ELSEWHERE: readonly LeftOver[] = [
  {
    askedIn: ({ connect, accounts }) =>
      Object.values(accounts)
        .filter(
          ({ network, retired }) =>
            connect === 'transit-gateway' &&
            network.kind === 'existing' &&
            network.routeTables.private.length === 0 &&
            !retired,
        )
        .map(({ at, key }) => ({
          at: [...at, 'network'],
          what: `the routes from the network of "${key}" to the transit gateway`,
        })),
    why: 'name its private route tables (network.routeTables.private), or route the blocks of the other accounts with your own tools',
  },
  {
    askedIn: (topology) =>
      liveWorkloadsOf(topology).flatMap(({ at, existing, discovery }) =>
        discovery.kind === 'dns' && discovery.registers === undefined && !existing
          ? [{ at: [...at, 'discovery'], what: `the DNS record "${discovery.hostname}"` }]
          : [],
      ),
    why: 'this version creates records only in Cloud Map; create it with your own tools, or leave discovery out',
  },
  ...leftOverOfTasks,
  {
    askedIn: (topology) =>
      unusedCertificatesOf(topology)
        .filter(({ kind }) => kind === 'issued' || kind === 'public')
        .map(({ at, key }) => ({ at, what: `certificate "${key}"` })),
    why: 'nothing that is deployed presents it',
  },
];

/**
 * What the topology asks for and this version leaves to others.
 * @param assets what the data plane deploys
 */
export function notDeployedOf(
  topology: Topology,
  lowered: Pick<Lowered, 'parties'>,
  assets: readonly Asset[],
): readonly NotDeployed[] {
  const deployed = deployedBy(assets);
  return ELSEWHERE.flatMap(({ askedIn, why }) =>
    askedIn(topology, lowered, deployed).map(({ at, what }) => ({ at, what, why })),
  );
}
