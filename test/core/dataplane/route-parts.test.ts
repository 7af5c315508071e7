import { lower } from '../../../core/dataplane';
import { routePartsOf } from '../../../core/dataplane/app-mesh/assets/route-parts';
import { at } from '../../../core/topology';
import { changed, demandsOf, direct, parsed, yelb } from './yelb';

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
  const service = at(topology.services, 'votes');
  const routes = service.provider.kind === 'router' ? service.provider.router.routes : [];
  const shown = routes
    .filter((route) => route.name === name)
    .flatMap((route) => routePartsOf(topology, service, route))
    .map(({ part, route }) => {
      const targets = route.targets.map(({ workload, weight }) => `${workload} ${JSON.stringify(weight)}`);
      return [part, route.name, route.priority, targets.join(', ')];
    });
  return { shown, rules: lower(topology).findings.map(({ rule }) => rule) };
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
    rules: [],
  });
});

test('a priority is the split part’s, and the local part takes the next', () => {
  const routes = [
    { name: 'all', priority: 10, to: [NEAR, FAR] },
    { name: 'other', priority: 20, to: [NEAR] },
  ];
  const { shown, rules } = partsOf(votesWith(routes));
  expect(shown.map(([part, , priority]) => [part, priority])).toEqual([
    ['local', 11],
    ['split', 10],
  ]);
  expect(rules).toEqual([]);
});

test.each([
  ['another route has the next priority', 10, 11],
  ['the next priority is past the last', 1000, 20],
])('fails when %s', (_, priority, other) => {
  const routes = [
    { name: 'all', priority, to: [NEAR, FAR] },
    { name: 'other', priority: other, to: [NEAR] },
  ];
  expect(partsOf(votesWith(routes)).rules).toEqual(['app-mesh/split-priority']);
});

test('fails when several routes have no priority', () => {
  const routes = [
    { name: 'all', to: [NEAR, FAR] },
    { name: 'other', to: [NEAR] },
  ];
  expect(partsOf(votesWith(routes)).rules).toEqual(['app-mesh/split-priority', 'route/same-match']);
});

test('a part in which no target gets traffic is absent', () => {
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
  const ids = (each: typeof topology) => demandsOf(each).assets.map(({ content }) => content.id);
  expect(ids(retired)).toEqual(ids(topology));
});

test('a part with nothing left that the other does not cover is gone', () => {
  const topology = votesWith([{ name: 'all', to: [NEAR, FAR] }]);
  const isLeft = (each: typeof topology, id: string) =>
    demandsOf(each)
      .assets.find(({ content }) => content.id === id)
      ?.concerns.every(({ retired }) => !retired);
  const split = 'backend/route-split/votes/all';
  expect(isLeft(topology, split)).toBe(true);
  expect(isLeft(changed(topology, ['workloads', 'far-db', 'retired'], true), split)).toBe(false);
  expect(isLeft(changed(topology, ['workloads', 'yelb-db', 'retired'], true), split)).toBe(true);
});
