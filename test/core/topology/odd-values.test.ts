import { judge } from '../../../core/judge';
import { noPositions } from '../../../core/source';
import { plainOf, topologyOf } from '../../../core/topology';
import yelb from '../../../examples/yelb/topology';

const findingsOf = (written: unknown) =>
  topologyOf(written).findings.map(({ at, summary, fix }) => `${at.path.join('.')}: ${summary}; ${fix}`);

test.each([
  ['a kind', { trust: { kind: { toString: '' } } }],
  ['a reference', { param: { toString: '' } }],
])('%s that cannot become a text is reported, and throws nothing', (_, policy) => {
  const workloads = {
    w: { account: 'backend', calls: [{ service: 'yelb-db', policy }] },
    v: { account: 'backend', listens: { protocol: 'http', port: policy } },
  };
  expect(topologyOf({ ...yelb, workloads }).findings.length).toBeGreaterThan(0);
});

const thrower = (thrown: unknown): never => {
  throw thrown;
};
const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
const circle: Record<string, unknown> = {};
circle['tags'] = circle;
const unreadable = new Proxy(
  {},
  { get: () => thrower(new Error('no')), ownKeys: () => thrower(new Error('no')) },
);

test.each<[string, unknown, string]>([
  [
    'a BigInt',
    { ...yelb, workloads: { w: { listens: { port: 80n } } } },
    'workloads.w.listens.port: a BigInt is',
  ],
  ['a function', { ...yelb, mesh: () => 'm' }, 'mesh: a function is not'],
  ['a symbol', { ...yelb, region: Symbol('r') }, 'region: a symbol is not'],
  ['a Map', { ...yelb, accounts: new Map([['a', 1]]) }, 'accounts: a Map is not'],
  ['a date', { ...yelb, tags: { at: new Date(0) } }, 'tags.at: a Date is not'],
  ['a promise', { ...yelb, accounts: Promise.resolve({}) }, 'accounts: a Promise is not'],
  [
    'a getter that throws',
    {
      ...yelb,
      get tags() {
        return thrower(new Error('not yet'));
      },
    },
    'tags: reading it throws: not yet',
  ],
  [
    'a getter that throws nothing readable',
    {
      ...yelb,
      get tags() {
        return thrower(unreadable);
      },
    },
    'tags: reading it throws',
  ],
  ['a proxy', { ...yelb, tags: unreadable }, 'tags: reading it throws: no'],
  ['a proxy as a whole', unreadable, ': reading it throws: no'],
  ['what contains itself', circle, 'tags: this object contains itself'],
  ['what is very deep', { ...yelb, tags: deep(50_000 / 10) }, 'nested more than 200 levels'],
  [
    'a list without an end',
    { ...yelb, acceptLosses: Array.from({ length: 2 ** 21 }) },
    'acceptLosses: the topology has more',
  ],
  [
    'an endless list of lists',
    { ...yelb, tags: new Proxy([], { get: (_, key) => (key === 'length' ? 2 ** 32 - 1 : undefined) }) },
    'tags: the topology has more',
  ],
])('%s is reported once, at its place, and throws nothing', (_, written, line) => {
  expect(findingsOf(written)).toEqual([expect.stringContaining(line)]);
});

test('everything that is odd is reported at once', () => {
  expect(findingsOf({ mesh: 1n, region: Symbol('r') })).toHaveLength(2);
});

test.each([
  ['a BigInt', { parameters: 1n }],
  ['a proxy', unreadable],
])('%s comes to a judgement', (_, written) => {
  const source = { file: 'topology.ts', written, positions: noPositions };
  const options = { offered: { A: 'x' }, dataPlane: 'app-mesh' as const };
  const judged = judge({ ok: true, value: source, findings: [] }, options);
  expect(judged).toMatchObject({ kind: 'not-a-topology', findings: [{ at: { file: 'topology.ts' } }] });
});

test('plain data stays what it is, also where one object is used twice', () => {
  const shared = { a: [1, 'x', null, true] };
  expect(plainOf({ one: shared, other: shared })).toMatchObject({
    ok: true,
    value: { one: shared, other: shared },
  });
});
