import { contentOf, idsByStack, parsed, planned, stackNamed, yelb, yelbDemands } from './meshes';

const { accounts, workloads } = yelb;
const full = planned(parsed(yelb), yelbDemands);

describe('a retired member', () => {
  const plan = planned(
    parsed({ ...yelb, accounts: { ...accounts, backend: { ...accounts.backend, retired: true } } }),
    yelbDemands,
  );

  it('keeps its stack with nothing in it, and its callers lose what joined them', () => {
    expect(idsByStack(plan)).toEqual({
      'yelb-shared': idsByStack(full)['yelb-shared'],
      frontend: ['frontend/certificate/yelb-ui', 'frontend/service/yelb-ui', 'frontend/workload/yelb-ui'],
      backend: [],
    });
    expect(stackNamed(plan, 'backend')).toMatchObject({ inputs: [], outputs: [], stateName: 'yelb-backend' });
  });

  it('is emptied after the others have dropped it', () => {
    expect(plan.waves).toEqual([['yelb-shared'], ['frontend'], ['backend']]);
  });

  it('keeps its share, without which it could not remove what it made in the mesh', () => {
    expect(contentOf(plan, 'frontend/share/backend')).toMatchObject({ mesh: true, authorities: ['root'] });
    const undemanded = planned(
      parsed({ ...yelb, accounts: { ...accounts, backend: { ...accounts.backend, retired: true } } }),
    );
    expect(contentOf(undemanded, 'frontend/share/backend')).toMatchObject({ mesh: true });
  });

  it('keeps its links too, emptied before its first stack', () => {
    const calling = { ...workloads, 'yelb-db': { ...workloads['yelb-db'], calls: ['yelb-ui'] } };
    const written = {
      ...yelb,
      workloads: calling,
      accounts: { ...accounts, backend: { ...accounts.backend, retired: true } },
    };
    const both = planned(parsed(written), [
      ...yelbDemands,
      { kind: 'resolve', caller: 'backend', callee: 'frontend' },
    ]);
    expect(both.waves).toEqual([['yelb-shared'], ['frontend'], ['backend-links'], ['backend']]);
    expect(stackNamed(both, 'backend-links').contents).toEqual([]);
  });
});

it('a mesh of which everything is retired is emptied in reverse', () => {
  const all = Object.fromEntries(
    Object.entries(accounts).map(([key, account]) => [key, { ...account, retired: true }]),
  );
  const plan = planned(parsed({ ...yelb, accounts: all }), yelbDemands);
  expect(plan.waves).toEqual([['frontend'], ['backend'], ['yelb-shared']]);
  expect(plan.stacks.flatMap(({ contents }) => contents)).toEqual([]);
});

describe('a retired workload', () => {
  it('leaves its stack with its certificate and its service, and nothing else moves', () => {
    const retired = { ...workloads, 'redis-server': { ...workloads['redis-server'], retired: true } };
    const plan = planned(parsed({ ...yelb, workloads: retired }), yelbDemands);
    expect(idsByStack(plan)).toEqual({
      ...idsByStack(full),
      backend: idsByStack(full)['backend']?.filter((id) => !id.endsWith('redis-server')),
    });
  });

  it("keeps the owner's second stack, though it was all that the stack held", () => {
    const alone = { 'yelb-ui': { ...workloads['yelb-ui'], calls: [], retired: true } };
    const plan = planned(parsed({ ...yelb, services: {}, workloads: alone }));
    expect(stackNamed(plan, 'frontend').contents).toEqual([]);
  });
});
