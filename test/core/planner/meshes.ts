import { lower } from '../../../core/dataplane';
import { planOf, type Content, type Demands, type Need, type Plan, type Stack } from '../../../core/planner';
import { topologyOf, type Finding, type Topology } from '../../../core/topology';

type Tree = Readonly<Record<string, unknown>>;

/** The topology of what a person would write, on App Mesh; a test that writes nonsense hears of it. */
export function parsed(written: Tree): Topology {
  const result = topologyOf({ dataPlane: 'app-mesh', ...written });
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}

/** What App Mesh puts into the mesh, with needs that a test states; those of App Mesh itself where it states none. */
export function demandsWith(topology: Topology, needs?: readonly Need[]): Demands {
  const lowered = lower(topology);
  if (!lowered.ok) throw new Error(`nothing lowers "${topology.dataPlane}"`);
  const { demands } = lowered.value;
  return { ...demands, needs: needs ?? demands.needs, notDeployed: [] };
}

export const reach = (caller: string, callee: string): Need => ({ kind: 'reach', caller, callee });
export const resolve = (caller: string, callee: string): Need => ({ kind: 'resolve', caller, callee });

/** The owner `hub` shares its mesh, or an authority. */
export const shareMesh = (member: string): Need => ({
  kind: 'share',
  member,
  item: { name: 'mesh', arn: { kind: 'asset', what: 'mesh-arn', key: 'zoo' }, content: 'hub/mesh' },
});
export const shareAuthority = (member: string, authority = 'root'): Need => ({
  kind: 'share',
  member,
  item: { name: `authority-${authority}`, arn: { kind: 'authority-arn', authority } },
});

/** The plan, or the findings as an error. */
export function planned(topology: Topology, needs: readonly Need[] = []): Plan {
  const result = planOf(topology, demandsWith(topology, needs));
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}

export function refused(topology: Topology, needs: readonly Need[] = []): readonly Finding[] {
  const result = planOf(topology, demandsWith(topology, needs));
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
  Object.fromEntries(
    plan.stacks.map(({ name, contents }) => [name, contents.map(({ id }) => id).toSorted()]),
  );

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
export const yelbNeeds: readonly Need[] = demandsWith(parsed(yelb)).needs;

/** Accounts `hub` (the owner), `ant`, `bee`, `cat`…, each with one workload of its name; `calls` by account. */
export function hubAnd(
  members: readonly string[],
  changes: Tree = {},
  calls: Readonly<Record<string, readonly string[]>> = {},
): Tree {
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
      accounts.map((key) => [
        workload(key),
        { account: key, listens: { protocol: 'http', port: 8080 }, calls: calls[key] ?? [] },
      ]),
    ),
    ...changes,
  };
}

/** The owner `hub` and members `m01`, `m02`…, each with a workload that calls all the others. */
export function allCalling(members: number, changes: Tree = {}): Tree {
  const keys = Array.from({ length: members }, (_, index) => `m${String(index + 1).padStart(2, '0')}`);
  const all = ['hub', ...keys];
  const calls = all.map((key) => [key, all.filter((other) => other !== key).map((other) => `${other}-app`)]);
  return hubAnd(keys, changes, Object.fromEntries(calls));
}
