import type { Asset, NotDeployed } from '../planner';
import type { Hit, Topology } from '../topology';
import { unusedCertificatesOf } from './certificates';
import type { Lowered } from './lowered';
import { liveWorkloadsOf } from './live';
import { deployedBy, leftOverOfTasks, type Asked, type LeftOver } from './not-deployed-tasks';

/** What this version can't do on any data plane, and without which the deployed mesh would be wrong: refused. */
const REFUSED: readonly {
  readonly askedIn: (topology: Topology) => readonly Asked[];
  readonly fix: string;
}[] = [
  {
    askedIn: (topology) =>
      Object.values(topology.authorities)
        .filter((authority) => authority.kind === 'private-ca' && authority.level === 'subordinate')
        .map(({ at, key }) => ({ at, what: `creating the subordinate authority "${key}"` })),
    fix: "make it a root, or give the ARN of an existing one: { kind: 'existing-ca', arn: '…' }",
  },
];

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
        .filter(({ kind }) => kind === 'issued')
        .map(({ at, key }) => ({ at, what: `certificate "${key}"` })),
    why: 'nothing that is deployed presents it',
  },
];

/** Says of each thing that this version can't deploy, and must not leave out, what to write instead. */
export const refusalsOf = (topology: Topology): readonly Hit[] =>
  REFUSED.flatMap(({ askedIn, fix }) =>
    askedIn(topology).map(({ at, what }) => ({
      at,
      summary: `${what} is not supported yet on ${topology.dataPlane}`,
      fix,
    })),
  );

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
