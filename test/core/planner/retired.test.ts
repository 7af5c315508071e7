import * as fc from 'fast-check';
import { layoutOf } from '../../../core/planner/layout';
import { liveOf, placementsOf } from '../../../core/planner/all-placements';
import { providersOf } from '../../../core/planner/providers-of-values';
import { siteOf } from '../../../core/planner/site';
import { arbitraryMesh, demandsOfMesh, topologyOfMesh } from './arbitrary';
import { planOf, type OutputValue } from '../../../core/planner';
import type { Topology } from '../../../core/topology';
import {
  contentOf,
  hubAnd,
  idsByStack,
  parsed,
  planned,
  resolve,
  stackNamed,
  yelb,
  yelbNeeds,
} from './meshes';

const { accounts, workloads } = yelb;
const full = planned(parsed(yelb), yelbNeeds);

describe('a retired member', () => {
  const plan = planned(
    parsed({ ...yelb, accounts: { ...accounts, backend: { ...accounts.backend, retired: true } } }),
    yelbNeeds,
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

  it('keeps its share, without which it could not remove what it created in the mesh', () => {
    expect(contentOf(plan, 'frontend/share/backend')).toMatchObject({
      items: [{ name: 'mesh' }, { name: 'authority-root' }],
    });
  });

  it('also keeps its links, emptied before its first stack', () => {
    const calling = { ...workloads, 'yelb-db': { ...workloads['yelb-db'], calls: ['yelb-ui'] } };
    const written = {
      ...yelb,
      workloads: calling,
      accounts: { ...accounts, backend: { ...accounts.backend, retired: true } },
    };
    const both = planned(parsed(written), [...yelbNeeds, resolve('backend', 'frontend')]);
    expect(both.waves).toEqual([['yelb-shared'], ['frontend'], ['backend-links'], ['backend']]);
    expect(stackNamed(both, 'backend-links').contents).toEqual([]);
  });
});

it('a mesh of which everything is retired is emptied in reverse', () => {
  const all = Object.fromEntries(
    Object.entries(accounts).map(([key, account]) => [key, { ...account, retired: true }]),
  );
  const plan = planned(parsed({ ...yelb, accounts: all }), yelbNeeds);
  expect(plan.waves).toEqual([['frontend'], ['backend'], ['yelb-shared']]);
  expect(plan.stacks.flatMap(({ contents }) => contents)).toEqual([]);
});

describe('a retired workload', () => {
  it('leaves its stack with its certificate and its service, and nothing else moves', () => {
    const retired = { ...workloads, 'redis-server': { ...workloads['redis-server'], retired: true } };
    const plan = planned(parsed({ ...yelb, workloads: retired }), yelbNeeds);
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

describe('a zone', () => {
  const http = { protocol: 'http', port: 8080 };
  const mesh = (changes: Readonly<Record<string, unknown>>) => parsed(hubAnd(['ant'], changes));
  const ids = (topology: Topology): readonly string[] =>
    Object.values(idsByStack(planned(topology, [resolve('hub', 'ant')]))).flat();

  it('goes with the last of its names, and then nothing is associated with it', () => {
    const gone = (retired: boolean) => ({
      'hub-app': { account: 'hub', calls: ['ant-app'], retired },
      'ant-app': { account: 'ant', listens: http, retired: true },
    });
    for (const callerToo of [false, true]) {
      expect(ids(mesh({ workloads: gone(callerToo) })).filter((id) => /namespace|zone/.test(id))).toEqual([]);
    }
  });

  it('stays for the name of a service whose namesake is retired', () => {
    const apps = {
      'hub-app': { account: 'hub', listens: http, calls: ['ant-app'] },
      'ant-app': { account: 'ant', listens: http, retired: true },
    };
    const services = { 'ant-app': { account: 'ant', routes: [{ to: { 'ant-app': 50, 'hub-app': 50 } }] } };
    expect(ids(mesh({ workloads: apps, services }))).toEqual(
      expect.arrayContaining([
        'ant/namespace',
        'ant/service/ant-app',
        'ant/zone-authorization/hub',
        'hub/zone-association/ant',
      ]),
    );
  });
});

it('whatever is retired, what is read is an output', () => {
  fc.assert(
    fc.property(arbitraryMesh, fc.infiniteStream(fc.boolean()), (mesh, coins) => {
      const keys = mesh.accounts.flatMap(({ key }) => [key, `${key}-app`]).slice(1);
      const retired = keys.filter(() => coins.next().value === true);
      const topology = topologyOfMesh(mesh, retired);
      const demands = demandsOfMesh(mesh, topology);
      const result = planOf(topology, demands);
      if (!result.ok) throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
      const plan = result.value;
      const live = liveOf(placementsOf(siteOf(topology, layoutOf(topology), demands), demands.assets));
      const providers = providersOf(live);
      const key = (value: unknown): string => JSON.stringify(value);
      const unmet = live.flatMap((reader) =>
        reader.reads.filter((value) => {
          const provider = providers.providerOf(reader, value)?.stack;
          if (provider === undefined) return !isWritten(topology, value);
          const output = stackNamed(plan, provider).outputs.some((each) => key(each.value) === key(value));
          const wired = plan.wires.some(
            ({ to, from, value: wire }) =>
              to === reader.stack && from === provider && key(wire) === key(value),
          );
          return provider !== reader.stack && !(output && wired);
        }),
      );
      expect(unmet).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

const NETWORK = new Set<OutputValue['kind']>([
  'vpc-id',
  'private-route-table-id',
  'private-subnet-ids',
  'public-subnet-ids',
]);

/** What exists needs no stack that makes it known; what stays in one stack is known there. */
function isWritten(topology: Topology, value: OutputValue): boolean {
  if (value.kind === 'transit-gateway-arn' || value.kind === 'asset') return true;
  return 'account' in value && NETWORK.has(value.kind)
    ? topology.accounts[value.account]?.network.kind !== 'create'
    : false;
}
