import type { NotDeployed } from '../planner';
import type { Hit, Path, Topology, Value } from '../topology';
import { unusedCertificatesOf } from './certificates';
import type { Lowered } from './lowered';
import { isLiveAccount, liveGatewaysOf, liveWorkloadsOf } from './live';

/** A thing that the topology asks for, as people call it. */
interface Asked {
  readonly at: Path;
  readonly what: string;
}

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

/** What this version leaves to others, whatever the data plane. */
const ELSEWHERE: readonly {
  readonly askedIn: (topology: Topology, lowered: Pick<Lowered, 'parties'>) => readonly Asked[];
  readonly why: string;
}[] = [
  {
    askedIn: (topology) =>
      Object.values(topology.clusters)
        .filter(({ account, existing }) => existing === undefined && isLiveAccount(topology, account))
        .map(({ at, key, kind }) => ({ at, what: `${kind === 'ecs' ? 'ECS' : 'EKS'} cluster "${key}"` })),
    why: 'this version does not create clusters; create it with your own tools',
  },
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
      runnersOf(topology).flatMap(({ key, runtime }) =>
        runtime === undefined ? [] : [{ at: runtime.at, what: `the containers of "${key}"` }],
      ),
    why: 'this version does not run containers; run them beside Envoy, which gets the policy and the identity of this plan',
  },
  {
    askedIn: (topology) =>
      runnersOf(topology).flatMap(({ key, entries }) =>
        entries.map(({ at }) => ({ at, what: `the load balancer in front of "${key}"` })),
      ),
    why: 'this version does not create load balancers; the check judges the entry as it is written',
  },
  {
    askedIn: (_, { parties }) =>
      parties
        .filter(({ existing }) => existing !== true)
        .flatMap(({ key, entries }) =>
          entries.map(({ at, listener, proxyPort = listener }) => ({
            at,
            what: `the rule that lets the load balancer reach "${key}"${portText(proxyPort)}`,
          })),
        ),
    why: "its security group is not known here: allow that group in the one of the workload or gateway, and the entry's sources in that group",
  },
  {
    askedIn: (topology) =>
      liveGatewaysOf(topology).flatMap(({ at, existing, record }) =>
        existing || record === undefined
          ? []
          : [{ at: [...at, 'record'], what: `the DNS record "${record.name}"` }],
      ),
    why: 'it points at a load balancer, which this version does not create',
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
  {
    askedIn: (topology) =>
      Object.values(topology.stores).map(({ at, key }) => ({ at, what: `store "${key}"` })),
    why: 'this version does not populate stores; put the files where the proxies read them',
  },
  {
    askedIn: (topology) =>
      Object.values(topology.certificates)
        .filter(({ kind }) => kind === 'file' || kind === 'sds')
        .map(({ at, key, kind }) => ({
          at,
          what: `${kind === 'file' ? 'the files' : 'the secret'} of certificate "${key}"`,
        })),
    why: 'the proxy reads it where it runs; put it there before you deploy',
  },
  {
    askedIn: (topology) =>
      unusedCertificatesOf(topology)
        .filter(({ kind }) => kind === 'issued')
        .map(({ at, key }) => ({ at, what: `certificate "${key}"` })),
    why: 'nothing that is deployed presents it',
  },
];

/** A plan knows every port. */
const portText = (port: Value<number>): string => (typeof port === 'number' ? ` on port ${port}` : '');

/** What runs, except for what others already run. */
const runnersOf = (topology: Topology) =>
  [...liveWorkloadsOf(topology), ...liveGatewaysOf(topology)].filter(({ existing }) => !existing);

/** Says of each thing that this version can't deploy, and must not leave out, what to write instead. */
export const refusalsOf = (topology: Topology): readonly Hit[] =>
  REFUSED.flatMap(({ askedIn, fix }) =>
    askedIn(topology).map(({ at, what }) => ({
      at,
      summary: `${what} is not supported yet on ${topology.dataPlane}`,
      fix,
    })),
  );

/** What the topology asks for and this version leaves to others. */
export const notDeployedOf = (
  topology: Topology,
  lowered: Pick<Lowered, 'parties'>,
): readonly NotDeployed[] =>
  ELSEWHERE.flatMap(({ askedIn, why }) =>
    askedIn(topology, lowered).map(({ at, what }) => ({ at, what, why })),
  );
