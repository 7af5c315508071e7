import { planOf, type Asset, type Demands } from '../../../core/planner';
import { at } from '../../../core/topology';
import { demandsWith, hubAnd, parsed, planned } from './meshes';

const topology = parsed(hubAnd(['ant']));
const demands = demandsWith(topology);

/** An asset of `ant` in its first stack. */
const asset = (id: string, more: Partial<Asset> = {}): Asset => ({
  content: { id, kind: 'workload' },
  account: 'ant',
  tier: 'first',
  reads: [],
  follows: [],
  names: [],
  outputs: [],
  concerns: [at(topology.accounts, 'ant')],
  ...more,
});

const withAssets = (...assets: readonly Asset[]): Demands => ({
  ...demands,
  assets: [...demands.assets, ...assets],
});

it('two contents of one id are an error, unless they are the same', () => {
  const twin = asset('ant/workload/ant-app');
  expect(() => planOf(topology, withAssets(twin))).toThrow(
    'two contents are both "ant/workload/ant-app", in "ant" and in "ant"',
  );
  const both = withAssets(asset('ant/thing/one'), asset('ant/thing/one'));
  expect(planOf(topology, both).ok).toBe(true);
});

it('contents of one stack that need each other are an error', () => {
  const one = asset('ant/thing/one', { follows: ['ant/thing/two'] });
  const two = asset('ant/thing/two', { follows: ['ant/thing/one'] });
  expect(() => planOf(topology, withAssets(one, two))).toThrow('need each other');
});

it('contents are in the order in which they need each other', () => {
  const first = asset('ant/thing/z', { follows: [] });
  const last = asset('ant/thing/a', { follows: ['ant/thing/z'] });
  const result = planOf(topology, withAssets(last, first));
  const contents = result.ok ? result.value.stacks.flatMap((stack) => stack.contents) : [];
  const ids = contents.map(({ id }) => id).filter((id) => id.startsWith('ant/thing/'));
  expect(ids).toEqual(['ant/thing/z', 'ant/thing/a']);
});

it('a zone is there for what reads its namespace, and for nothing else', () => {
  const ids = (given: Demands): readonly string[] => {
    const result = planOf(topology, given);
    return result.ok ? result.value.stacks.flatMap(({ contents }) => contents.map(({ id }) => id)) : [];
  };
  expect(ids({ ...demands, assets: [] })).not.toContain('ant/namespace');
  const reader = asset('ant/thing/name', { reads: [{ kind: 'namespace-id', account: 'ant' }] });
  expect(ids({ ...demands, assets: [reader] })).toContain('ant/namespace');
  expect(planned(topology).stacks.length).toBeGreaterThan(1);
});
