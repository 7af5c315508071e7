import { topologyOf, write, type Finding, type Topology, type WrittenTopology } from '../../../core/topology';

const { Authority, http, loadBalancer, tcp } = write;

/** Yelb as a person writes it; each test changes what it is about. */
export const yelb = {
  mesh: 'yelb',
  region: 'us-west-2',
  owner: 'frontend',
  accounts: {
    frontend: { id: '111111111111', role: 'deploy', network: { cidr: '10.192.0.0/16' } },
    backend: { id: '222222222222', role: 'deploy', network: { cidr: '10.193.0.0/16' } },
  },
  authority: Authority.privateCa({ commonName: 'yelb root' }),
  workloads: {
    'yelb-ui': {
      account: 'frontend',
      listens: http(80),
      calls: ['yelb-appserver'],
      entry: loadBalancer(80),
    },
    'yelb-appserver': { account: 'backend', listens: http(4567), calls: ['yelb-db', 'redis-server'] },
    'yelb-db': { account: 'backend', listens: tcp(5432) },
    'redis-server': { account: 'backend', listens: tcp(6379) },
  },
  services: {
    'yelb-appserver': {
      routes: [{ prefix: '/', to: 'yelb-appserver', retry: { times: 2, perTry: '2s' } }],
    },
  },
} satisfies WrittenTopology;

/** The parsed topology; fails the test with the findings when there is none. */
export function parsed(written: unknown, values: Record<string, string> = {}): Topology {
  const result = topologyOf(written, { values });
  if (!result.ok) throw new Error(reported(result.findings).join('\n'));
  return result.value;
}

/** Each finding as one line: `rule path: summary; fix`. */
export function findingsIn(written: unknown, values: Record<string, string> = {}): readonly string[] {
  return reported(topologyOf(written, { values }).findings);
}

const reported = (findings: readonly Finding[]) =>
  findings.map(({ rule, at, summary, fix }) => `${rule} ${at.path.join('.')}: ${summary}; ${fix}`);
