import * as fc from 'fast-check';
import type { WrittenTopology } from '../../../core/topology';
import { lower } from '../../../core/dataplane';
import { sameValue } from '../../../core/dataplane/live';
import { demandsOf, lowered, parsed } from './yelb';

const ACCOUNTS = ['backend', 'cloud', 'frontend'] as const;
const NAMES = ['ui', 'appserver', 'db', 'cache', 'mail'] as const;

const account = fc.constantFrom(...ACCOUNTS);

/** What differs from one random application to the next. */
const plans = fc.record({
  homes: fc.tuple(account, account, account, account, account),
  ports: fc.tuple(
    ...NAMES.map(() => fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 3 })),
  ),
  calls: fc.tuple(...NAMES.map(() => fc.subarray([...NAMES]))),
  split: fc.record({ home: account, targets: fc.subarray([...NAMES], { minLength: 1 }) }),
  tls: fc.constantFrom('secure', 'api'),
});

type Shuffle = <T>(entries: readonly T[]) => readonly T[];
const asIs: Shuffle = (entries) => entries;
const backwards: Shuffle = (entries) => entries.toReversed();

/** Five workloads in three accounts, who call one another, and a service over several of them. */
function application(
  plan: typeof plans extends fc.Arbitrary<infer T> ? T : never,
  shuffle: Shuffle,
): WrittenTopology {
  const workloads = NAMES.map((name, index) => {
    const calls = [...(plan.calls[index] ?? []).filter((each) => each !== name), 'all'];
    const listens = (plan.ports[index] ?? []).map((port) => ({ protocol: 'http' as const, port }));
    return [
      name,
      { account: plan.homes[index] ?? 'backend', listens, calls: shuffle(calls) as string[] },
    ] as const;
  });
  const services = [
    ...NAMES.map((name) => [name, { to: name }] as const),
    [
      'all',
      {
        account: plan.split.home,
        routes: [
          {
            name: 'all',
            prefix: '/',
            to: Object.fromEntries(shuffle(plan.split.targets).map((each) => [each, 20])),
          },
        ],
      },
    ] as const,
  ];
  const accounts = ACCOUNTS.map((key, index) => {
    const network = { cidr: `10.${index}.0.0/16` };
    return [key, { id: String(index + 1).repeat(12), profile: key, network }] as const;
  });
  return {
    mesh: 'yelb',
    dataPlane: 'app-mesh',
    region: 'us-west-2',
    owner: 'frontend',
    defaults: plan.tls === 'api' ? 'api' : 'secure',
    accounts: Object.fromEntries(shuffle(accounts)),
    authority: { kind: 'private-ca', commonName: 'yelb root' },
    workloads: Object.fromEntries(shuffle(workloads)),
    services: Object.fromEntries(shuffle(services)),
  };
}

/** Positions of calls differ when their order does; what is deployed does not. */
const withoutPlaces = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => (key === 'at' ? undefined : each));

/** Lowering and demands; these in the order of what they say, for a plan sorts them itself. */
const everything = (written: WrittenTopology): unknown => {
  const result = lower(parsed(written));
  if (!result.ok) return result;
  const { lowered: specs, demands } = result.value;
  const sorted = (things: readonly unknown[]) => [...new Set(things.map(withoutPlaces))].toSorted();
  const assets = demands.assets.map(({ content, reads, follows, names, outputs }) => ({
    id: content.id,
    needs: [sorted(reads), sorted(follows), sorted(names)],
    outputs,
  }));
  return [result.findings, specs, sorted(demands.needs), sorted(assets), demands.notDeployed];
};

test('the order in which people write changes nothing that is deployed', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(withoutPlaces(everything(application(plan, backwards)))).toBe(
        withoutPlaces(everything(application(plan, asIs))),
      );
    }),
    { numRuns: 60 },
  );
});

test('the same topology is lowered the same, byte for byte', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(JSON.stringify(everything(application(plan, asIs)))).toBe(
        JSON.stringify(everything(application(plan, asIs))),
      );
    }),
    { numRuns: 30 },
  );
});

test('every connection of a valid topology ends at a listener that exists', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { parties, connections } = lowered(parsed(application(plan, asIs)));
      for (const { client, server, port } of connections) {
        expect(parties.some(({ id }) => id === client)).toBe(true);
        const listeners = parties.find(({ id }) => id === server)?.listeners ?? [];
        expect(listeners.some((listener) => sameValue(listener.port, port))).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('every connection across accounts has its path, and every share a member that needs it', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const topology = parsed(application(plan, asIs));
      const { parties, connections } = lowered(topology);
      const home = new Map(parties.map(({ id, account: where }) => [id, where]));
      const pairs = connections.map(({ client, server }) => [home.get(client), home.get(server)] as const);
      const crossing = new Set(
        pairs.filter(([from, to]) => from !== to).map(([from, to]) => `${from} ${to}`),
      );
      const { needs } = demandsOf(topology);
      const reached = needs.flatMap((need) =>
        need.kind === 'reach' ? [`${need.caller} ${need.callee}`] : [],
      );
      expect(new Set(reached)).toEqual(crossing);
      const used = [...parties, ...Object.values(topology.services)].map(({ account: where }) => where);
      const members = new Set(used.filter((each) => each !== 'frontend'));
      const sharing = needs.flatMap((need) =>
        need.kind === 'share' && need.item.name === 'mesh' ? [need.member] : [],
      );
      expect(new Set(sharing)).toEqual(members);
    }),
    { numRuns: 60 },
  );
});
