import { connectionsOf, type Routing } from '../../../core/dataplane/routes/connections';
import { targetsAlike } from '../../../core/dataplane/routes/rules/targets-alike';
import { direct, lowered, yelb, yelbWith } from './yelb';

const lane = (attributes: object) => ({
  account: 'backend',
  listens: { protocol: 'http' as const, port: 8080 },
  discovery: { kind: 'cloud-map' as const, service: 'lane', attributes: { ...attributes } },
});

/** A service with two targets in one Cloud Map service, which only their attributes distinguish. */
const sorted = yelbWith({
  workloads: {
    ...yelb.workloads,
    fast: lane({ version: 'fast' }),
    slow: lane({ version: 'slow' }),
    clerk: { account: 'frontend', calls: ['sorter'] },
  },
  services: {
    ...yelb.services,
    ...direct,
    sorter: { routes: [{ name: 'all', prefix: '/', to: { fast: 50, slow: 50 } }] },
  },
});

const flawsWith = (routing: Routing) =>
  connectionsOf(sorted, routing)
    .filter(({ client }) => client === 'workload/clerk')
    .map(({ flaw }) => flaw?.why);

test('proxies that ask Cloud Map distinguish targets by attributes', () => {
  const routing = { attributesDistinguish: true };
  expect(targetsAlike(routing).hitsOf(sorted, lowered(sorted))).toEqual([]);
  expect(flawsWith(routing)).toEqual([undefined, undefined]);
});

test('by DNS a name has the addresses of all its targets, so the fix is another name', () => {
  expect(targetsAlike({}).hitsOf(sorted, lowered(sorted))).toEqual([
    {
      at: ['services', 'sorter', 'routes', 0],
      summary:
        'route "all" of service "sorter" leads to "fast" and "slow", which have the same DNS name and port, so each of them gets the requests of both',
      fix: 'give "slow" a DNS name of its own: another host name, or another Cloud Map service',
    },
  ]);
  expect(flawsWith({})).toEqual(['targets-alike', 'targets-alike']);
});

test('what keeps two sides apart comes before the flaws of routes', () => {
  const flaw = { why: 'mesh-not-shared', at: ['accounts', 'backend'] } as const;
  expect(flawsWith({ outOfReach: ({ server }) => (server === 'workload/fast' ? flaw : undefined) })).toEqual([
    'mesh-not-shared',
    'targets-alike',
  ]);
});
