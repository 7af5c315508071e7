import { planOf, type Content, type Demand, type Plan, type Stack } from '../../../core/planner';
import { topologyOf, type Finding, type Topology } from '../../../core/topology';

type Tree = Readonly<Record<string, unknown>>;

/** The topology of what a person would write; a test that writes nonsense hears of it. */
export function parsed(written: Tree): Topology {
  const result = topologyOf(written);
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}

/** The plan, or the findings as an error. */
export function planned(topology: Topology, demands: readonly Demand[] = []): Plan {
  const result = planOf(topology, demands, []);
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}

export function refused(topology: Topology, demands: readonly Demand[] = []): readonly Finding[] {
  const result = planOf(topology, demands, []);
  if (!result.ok) return result.findings;
  throw new Error(`planned ${result.value.stacks.map(({ name }) => name).join(', ')}`);
}

export function stackNamed(plan: Plan, name: string): Stack {
  const stack = plan.stacks.find((each) => each.name === name);
  if (stack === undefined) throw new Error(`no stack "${name}" among ${plan.waves.flat().join(', ')}`);
  return stack;
}

/** Content ids by stack. */
export const idsByStack = (plan: Plan): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(plan.stacks.map(({ name, contents }) => [name, contents.map(({ id }) => id)]));

/** The stack of each content. */
export const stackByContent = (plan: Plan): ReadonlyMap<string, string> =>
  new Map(plan.stacks.flatMap(({ name, contents }) => contents.map(({ id }) => [id, name] as const)));

/** The content of that id. */
export function contentOf(plan: Plan, id: string): Content {
  const content = plan.stacks.flatMap(({ contents }) => contents).find((each) => each.id === id);
  if (content === undefined) throw new Error(`no content "${id}"`);
  return content;
}

/** `from → to output kind`, for reading. */
export const wireTexts = (plan: Plan): readonly string[] =>
  plan.wires.map(({ from, to, output, kind }) => `${from} → ${to} ${output} ${kind}`);

/** The application of two accounts: the owner's page calls the member's server, which calls its stores. */
export const yelb = {
  mesh: 'yelb',
  region: 'us-west-2',
  owner: 'frontend',
  accounts: {
    frontend: { id: '111111111111', network: { cidr: '10.192.0.0/16' } },
    backend: { id: '222222222222', network: { cidr: '10.193.0.0/16' } },
  },
  authority: { kind: 'private-ca', commonName: 'yelb root' },
  workloads: {
    'yelb-ui': { account: 'frontend', listens: { protocol: 'http', port: 80 }, calls: ['yelb-appserver'] },
    'yelb-appserver': {
      account: 'backend',
      listens: { protocol: 'http', port: 4567 },
      calls: ['yelb-db', 'redis-server'],
    },
    'yelb-db': { account: 'backend', listens: { protocol: 'tcp', port: 5432 } },
    'redis-server': { account: 'backend', listens: { protocol: 'tcp', port: 6379 } },
  },
  services: { 'yelb-appserver': { routes: [{ prefix: '/', to: 'yelb-appserver' }] } },
};

/** What App Mesh needs for it. */
export const yelbDemands: readonly Demand[] = [
  { kind: 'share-mesh', member: 'backend' },
  { kind: 'share-authority', member: 'backend', authority: 'root' },
  { kind: 'reach', caller: 'frontend', callee: 'backend' },
  { kind: 'resolve', caller: 'frontend', callee: 'backend' },
  { kind: 'name', caller: 'frontend', service: 'yelb-appserver' },
];

/** Accounts `hub` (the owner), `ant`, `bee`, `cat`…, each with one workload that its name stands for. */
export function hubAnd(members: readonly string[], changes: Tree = {}): Tree {
  const accounts = ['hub', ...members];
  const workload = (account: string): string => `${account}-app`;
  return {
    mesh: 'zoo',
    region: 'eu-central-1',
    owner: 'hub',
    authority: { kind: 'private-ca', commonName: 'zoo root' },
    accounts: Object.fromEntries(
      accounts.map((key, index) => [
        key,
        { id: String(100000000000 + index), network: { cidr: `10.${index}.0.0/16` } },
      ]),
    ),
    workloads: Object.fromEntries(
      accounts.map((key) => [workload(key), { account: key, listens: { protocol: 'http', port: 8080 } }]),
    ),
    ...changes,
  };
}
