import { topologyOf, write, type Topology, type WrittenTopology } from '../../../core/topology';
import { lower } from '../../../core/dataplane';
import { lowerToAppMesh } from '../../../core/dataplane/app-mesh/lower';
import type { Demands } from '../../../core/planner';
import type { AppMeshLowered } from '../../../core/dataplane/app-mesh/specs';

const { Authority, http, loadBalancer, tcp } = write;

/** The two accounts of Yelb, as a person writes them. */
export const yelb: WrittenTopology = {
  mesh: 'yelb',
  region: 'us-west-2',
  owner: 'frontend',
  dataPlane: 'app-mesh',
  acceptEnded: true,
  accounts: {
    frontend: { id: '111111111111', profile: 'frontend', network: { cidr: '10.192.0.0/16' } },
    backend: { id: '222222222222', profile: 'backend', network: { cidr: '10.193.0.0/16' } },
  },
  authority: Authority.privateCa({ commonName: 'yelb root' }),
  workloads: {
    'yelb-ui': { account: 'frontend', listens: http(80), calls: ['yelb-appserver'], entry: loadBalancer(80) },
    'yelb-appserver': { account: 'backend', listens: http(4567), calls: ['yelb-db', 'redis-server'] },
    'yelb-db': { account: 'backend', listens: tcp(5432) },
    'redis-server': { account: 'backend', listens: tcp(6379) },
  },
  services: {
    'yelb-appserver': { routes: [{ prefix: '/', to: 'yelb-appserver', retry: { times: 2, perTry: '2s' } }] },
  },
};

/** The parsed form; a topology that a test writes is meant to be right. */
export function parsed(written: unknown, values: Readonly<Record<string, string>> = {}): Topology {
  const result = topologyOf(written, { values });
  if (!result.ok) throw new Error(result.findings.map(({ summary }) => summary).join('; '));
  return result.value;
}

export const lowered = (topology: Topology): AppMeshLowered => lowerToAppMesh(topology);

/** What App Mesh asks of the plan. */
export function demandsOf(topology: Topology): Demands {
  const result = lower(topology);
  if (!result.ok) throw new Error('not lowered');
  return result.value.demands;
}

/** What is not deployed. */
export const notDeployedOf = (topology: Topology) => demandsOf(topology).notDeployed;

/** Yelb with some parts written otherwise. */
export const yelbWith = (change: Partial<WrittenTopology>): Topology => parsed({ ...yelb, ...change });

/** Rules that have something to say, each once, in order. */
export const rulesOf = (topology: Topology): readonly string[] => [
  ...new Set(lower(topology).findings.map(({ rule }) => rule)),
];

/** Services for the workloads that get one by themselves only while no route leads to them. */
export const direct = { 'yelb-db': { to: 'yelb-db' }, 'redis-server': { to: 'redis-server' } };

/** A copy of plain data with one place changed, for what the parser would refuse or fill in. */
export function changed<T>(tree: T, path: readonly (string | number)[], value: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return value as T;
  const copy = (Array.isArray(tree) ? [...tree] : { ...tree }) as Record<string | number, unknown>;
  copy[step] = changed(copy[step], rest, value);
  return copy as T;
}
