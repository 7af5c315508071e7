import {
  APPSERVER_ROUTE as ROUTE,
  CACHE_LISTENER,
  DOOR_ROUTE,
  findingsAfter,
  MAIL_ROUTE,
  OPEN,
  sentencesAfter,
  type Change,
} from './rules';
import { lowered, yelbWith } from './yelb';

const routeAt = 'services.yelb-appserver.routes.0';
const doorAt = 'gateways.door.routes.0';
const cacheAt = 'workloads.yelb-cache.listens';
const ROUTER = ROUTE.slice(0, 4);
const http = (port: unknown) => ({ port, protocol: 'http' });
const two = [http(4567), http(8080)];
const listening = (workload: string, ...ports: unknown[]): Change => [
  ['workloads', workload, 'listeners'],
  ports.map((port) => ({ at: ['workloads', workload, 'listens'], ...http(port), tls: { kind: 'none' } })),
];
/** Secure mode names the ports; with `defaults: api`, or behind several listeners, nothing does. */
const unnamed: readonly Change[] = [
  [[...ROUTE, 'match', 'port'], undefined],
  [[...ROUTE, 'targets', 0, 'port'], undefined],
  [[...DOOR_ROUTE, 'match', 'port'], undefined],
  [[...DOOR_ROUTE, 'targetPort'], undefined],
];
const pool = (content: object): Change => [[...CACHE_LISTENER, 'connectionPool'], content];
const poolOf = (protocol: string, content: object): readonly Change[] => [
  [[...CACHE_LISTENER, 'protocol'], protocol],
  pool(content),
];

/** Rows: what is changed, and where which rule speaks; none where it is right. */
type Row = readonly [what: string, changes: readonly Change[], ...findings: string[]];

const PORTS: readonly Row[] = [
  [
    'a route without a port behind two listeners',
    [...unnamed, [[...ROUTER, 'listeners'], two]],
    `route/port at ${routeAt}`,
  ],
  [
    'one route for each of two listeners',
    [
      [[...ROUTER, 'listeners'], two],
      [
        [...ROUTER, 'routes'],
        [4567, 8080].map((port) => ({
          at: ['services', 'yelb-appserver', 'routes', port],
          name: `on ${port}`,
          protocol: 'http',
          match: { prefix: '/', port, headers: [], query: [], metadata: [] },
          targets: [{ at: [], workload: 'yelb-appserver', weight: 100 }],
        })),
      ],
    ],
  ],
  [
    'a route at a port without a listener',
    [[[...ROUTE, 'match', 'port'], 9999]],
    `route/port at ${routeAt}`,
    'route/idle-listener at services.yelb-appserver',
  ],
  ['a route at the port of its router', [[[...ROUTE, 'match', 'port'], 4567]]],
  ['a route at an open port', [[[...ROUTE, 'match', 'port'], OPEN]]],
  ['a router that listens on nothing', [[[...ROUTER, 'listeners'], []]]],
  ['a router on a port of its own', [...unnamed, [[...ROUTER, 'listeners'], [http(80)]]]],
  [
    'two listeners, one of which no route answers',
    [
      [[...ROUTER, 'listeners'], two],
      [[...ROUTE, 'match', 'port'], 4567],
    ],
    'route/idle-listener at services.yelb-appserver',
  ],
  [
    'a target with two listeners and no port',
    [...unnamed, listening('yelb-appserver', 4567, 8080)],
    `route/port at ${routeAt}.to`,
  ],
  [
    'a target with two listeners and a port',
    [listening('yelb-appserver', 4567, 8080), [[...ROUTE, 'targets', 0, 'port'], 8080]],
  ],
  [
    'a gateway with two listeners and a route without a port',
    [
      ...unnamed,
      [['gateways', 'door', 'listeners'], two.map((each) => ({ at: [], ...each, tls: { kind: 'none' } }))],
    ],
    `route/port at ${doorAt}`,
  ],
  [
    'a gateway route to a workload with two listeners',
    [...unnamed, listening('yelb-ui', 80, 81)],
    `route/port at ${doorAt}`,
  ],
  [
    'a gateway route to a port of a workload with two listeners',
    [listening('yelb-ui', 80, 81), [[...DOOR_ROUTE, 'targetPort'], 81]],
  ],
  [
    'a gateway route to a router with two listeners',
    [
      ...unnamed,
      [[...DOOR_ROUTE, 'service'], 'yelb-appserver'],
      [[...ROUTER, 'listeners'], two],
      [[...ROUTE, 'match', 'port'], OPEN],
    ],
    `route/port at ${doorAt}`,
  ],
];

const PROTOCOLS: readonly Row[] = [
  [
    'a route whose router listens for something else',
    [[[...ROUTER, 'listeners', 0, 'protocol'], 'grpc']],
    `route/protocol at ${routeAt}`,
  ],
  [
    'a route whose target listens for something else',
    [[['workloads', 'yelb-appserver', 'listeners', 0, 'protocol'], 'http2']],
    `route/protocol at ${routeAt}.to`,
  ],
  [
    'a gateway route to a service of tcp',
    [
      [[...DOOR_ROUTE, 'service'], 'redis-server'],
      [[...DOOR_ROUTE, 'targetPort'], undefined],
    ],
    `route/protocol at ${doorAt}`,
  ],
  [
    'a gateway route of http to a service of gRPC',
    [
      [[...DOOR_ROUTE, 'service'], 'mail'],
      [[...DOOR_ROUTE, 'targetPort'], undefined],
    ],
  ],
];

const PATHS: readonly Row[] = [
  ['a prefix without a slash', [[[...ROUTE, 'match', 'prefix'], 'votes']], `route/path at ${routeAt}`],
  ['an empty prefix', [[[...ROUTE, 'match', 'prefix'], '']], `route/path at ${routeAt}`],
  [
    'an exact path without a slash',
    [[[...ROUTE, 'match', 'path'], { kind: 'exact', value: 'votes' }]],
    `route/path at ${routeAt}`,
  ],
  ['a regular expression', [[[...ROUTE, 'match', 'path'], { kind: 'regex', value: '.*votes' }]]],
  ['an open prefix', [[[...ROUTE, 'match', 'prefix'], '${parameter.PREFIX}']]],
  [
    'a prefix without a slash before an open part',
    [[[...ROUTE, 'match', 'prefix'], 'v${parameter.PREFIX}']],
    `route/path at ${routeAt}`,
  ],
  ['a prefix of a gateway', [[[...DOOR_ROUTE, 'match', 'prefix'], 'x']], `route/path at ${doorAt}`],
  [
    'a prefix that a gateway writes',
    [[[...DOOR_ROUTE, 'rewrite'], { prefix: { kind: 'value', value: 'x' } }]],
    `route/path at ${doorAt}`,
  ],
  [
    'a prefix that a gateway drops or keeps',
    [[[...DOOR_ROUTE, 'rewrite'], { prefix: { kind: 'default', value: 'DISABLED' } }]],
  ],
  ['a path that a gateway writes', [[[...DOOR_ROUTE, 'rewrite'], { path: 'x' }]], `route/path at ${doorAt}`],
  ['a name of a gRPC service', [[[...MAIL_ROUTE, 'match', 'serviceName'], 'yelb.Letters']]],
];

const POOLS: readonly Row[] = [
  ['connections of http', [pool({ maxConnections: 10, maxPendingRequests: 3 })]],
  ['only what waits, of http', [pool({ maxPendingRequests: 3 })], `app-mesh/connection-pool at ${cacheAt}`],
  ['nothing, of http', [pool({})], `app-mesh/connection-pool at ${cacheAt}`],
  ['nothing, of gRPC', poolOf('grpc', {}), `app-mesh/connection-pool at ${cacheAt}`],
  [
    'connections of http2',
    poolOf('http2', { maxConnections: 10 }),
    `app-mesh/not-for-protocol at ${cacheAt}`,
    `app-mesh/connection-pool at ${cacheAt}`,
  ],
  ['requests of http2', poolOf('http2', { maxRequests: 10 })],
  [
    'nothing, of a gateway',
    [[['gateways', 'door', 'listeners', 0, 'connectionPool'], {}]],
    'app-mesh/connection-pool at gateways.door.listens',
  ],
];

describe.each([
  ['ports', PORTS],
  ['protocols', PROTOCOLS],
  ['paths', PATHS],
  ['pools', POOLS],
])('%s', (_, rows) => {
  test.each(rows.map(([what, changes, ...findings]) => [what, changes, findings] as const))(
    '%s',
    (__, changes, findings) => {
      expect(findingsAfter(...changes)).toEqual(findings);
    },
  );
});

test('each says what is wrong and what to type', () => {
  expect(sentencesAfter(...unnamed, listening('yelb-appserver', 4567, 8080))).toEqual([
    'route "yelb-appserver" of service "yelb-appserver" leads to no port of "yelb-appserver", which listens on 4567 and 8080',
    "to: [{ workload: 'yelb-appserver', port: 4567 }]",
  ]);
  expect(sentencesAfter(pool({ maxPendingRequests: 3 }))).toEqual([
    'the http connection pool of "yelb-cache" has no maxConnections',
    'connectionPool: { maxConnections: 100 } with a number of your own, or leave connectionPool out',
  ]);
  expect(sentencesAfter([[...ROUTE, 'match', 'prefix'], 'votes'])).toEqual([
    'prefix "votes" of route "yelb-appserver" of service "yelb-appserver" does not begin with a slash',
    "prefix: '/votes'",
  ]);
});

test('a flaw of one of several routes to a listener is one of their connection', () => {
  const routes = (...prefixes: readonly string[]) => ({
    'yelb-appserver': {
      routes: prefixes.map((prefix, index) => ({ name: `route-${index}`, prefix, to: 'yelb-appserver' })),
    },
  });
  const flawsOf = (...prefixes: readonly string[]) =>
    lowered(yelbWith({ services: routes(...prefixes) })).connections.flatMap(({ server, flaw }) =>
      flaw === undefined ? [] : [`${server} ${flaw.why} ${flaw.at.join(' ')}`],
    );
  expect(flawsOf('/', '/votes')).toEqual([]);
  const reported = 'workload/yelb-appserver path-without-slash services yelb-appserver routes';
  expect(flawsOf('/', 'votes')).toEqual([`${reported} 1`]);
  expect(flawsOf('votes', '/')).toEqual([`${reported} 0`]);
});
