import { demandsOf, lower, routePartsOf } from '../../../core/dataplane';
import { changed, direct, parsed, yelb } from './yelb';

type Target = readonly [workload: string, weight: number];

/** `votes` of the backend, whose routes lead to the backend's database and to the frontend's. */
const votesWith = (
  routes: readonly { readonly name: string; readonly priority?: number; readonly to: readonly Target[] }[],
  account = 'backend',
) =>
  parsed({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      'far-db': { account: 'frontend', listens: { protocol: 'tcp', port: 5432 } },
    },
    services: {
      ...yelb.services,
      ...direct,
      votes: {
        account,
        routes: routes.map(({ to, ...route }) => ({ ...route, to: Object.fromEntries(to) })),
      },
    },
  });

const partsOf = (topology: ReturnType<typeof votesWith>, name = 'all') => {
  const { hits, ...parts } = routePartsOf(topology, 'votes', name);
  const shown = Object.entries(parts).map(([part, route]) => {
    const targets = route.targets.map(({ workload, weight }) => `${workload} ${JSON.stringify(weight)}`);
    return [part, route.name, route.priority, targets.join(', ')];
  });
  return { shown, wrong: hits.length };
};

const NEAR: Target = ['yelb-db', 90];
const FAR: Target = ['far-db', 10];

test('a route to its own account is whole', () => {
  expect(partsOf(votesWith([{ name: 'all', to: [NEAR] }])).shown).toEqual([
    ['whole', 'all', undefined, 'yelb-db 90'],
  ]);
});

test("the owner's route is whole wherever it leads: its stack comes after the members'", () => {
  const topology = votesWith([{ name: 'all', priority: 3, to: [NEAR, FAR] }], 'frontend');
  expect(partsOf(topology).shown).toEqual([['whole', 'all', 3, 'far-db 10, yelb-db 90']]);
});

test("a member's sole route to another account is split, and the split one wins", () => {
  expect(partsOf(votesWith([{ name: 'all', to: [NEAR, FAR] }]))).toEqual({
    shown: [
      ['local', 'all', 1000, 'yelb-db 90'],
      ['split', 'all-split', 1, 'far-db 10, yelb-db 90'],
    ],
    wrong: 0,
  });
});

test('a priority is the split part’s, and the local part takes the next', () => {
  const routes = [
    { name: 'all', priority: 10, to: [NEAR, FAR] },
    { name: 'other', priority: 20, to: [NEAR] },
  ];
  const { shown, wrong } = partsOf(votesWith(routes));
  expect(shown.map(([part, , priority]) => [part, priority])).toEqual([
    ['local', 11],
    ['split', 10],
  ]);
  expect(wrong).toBe(0);
});

test.each([
  ['another route has the next priority', 10, 11],
  ['the next priority is past the last', 1000, 20],
])('fails when %s', (_, priority, other) => {
  const routes = [
    { name: 'all', priority, to: [NEAR, FAR] },
    { name: 'other', priority: other, to: [NEAR] },
  ];
  expect(partsOf(votesWith(routes)).wrong).toBe(1);
});

test('fails when several routes have no priority', () => {
  const routes = [
    { name: 'all', to: [NEAR, FAR] },
    { name: 'other', to: [NEAR] },
  ];
  const topology = votesWith(routes);
  expect(partsOf(topology).wrong).toBe(1);
  expect(lower(topology).findings.map(({ rule }) => rule)).toEqual(['app-mesh/split-priority']);
});

test('a part in which nobody would take traffic is absent', () => {
  const parts = (to: readonly Target[]) =>
    partsOf(votesWith([{ name: 'all', to }])).shown.map(([part]) => part);
  expect(parts([FAR])).toEqual(['split']);
  expect(parts([['yelb-db', 0], FAR])).toEqual(['split']);
});

test('retiring a target moves no part to another stack', () => {
  const topology = votesWith([{ name: 'all', to: [NEAR, FAR] }]);
  const retired = changed(topology, ['workloads', 'far-db', 'retired'], true);
  expect(partsOf(retired).shown).toEqual([
    ['local', 'all', 1000, 'yelb-db 90'],
    ['split', 'all-split', 1, 'yelb-db 90'],
  ]);
  expect(demandsOf(retired)).toEqual(demandsOf(topology));
});

test('fails for a route that the service does not have', () => {
  expect(() => routePartsOf(votesWith([{ name: 'all', to: [NEAR] }]), 'votes', 'none')).toThrow(
    'has no route "none"',
  );
});
