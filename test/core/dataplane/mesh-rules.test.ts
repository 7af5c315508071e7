import {
  APPSERVER_ROUTE as ROUTE,
  CACHE_LISTENER as LISTENER,
  DOOR_ROUTE,
  findingsAfter,
  MAIL_ROUTE,
  OPEN,
  sentencesAfter,
  type Change,
} from './rules';

const routeAt = 'services.yelb-appserver.routes.0';
const doorAt = 'gateways.door.routes.0';
const listenerAt = 'workloads.yelb-cache.listens';

/** Rows: what is changed, and where which rule speaks. */
type Row = readonly [what: string, change: Change, ...findings: string[]];

test('a topology within the rules has no finding', () => {
  expect(findingsAfter()).toEqual([]);
});

const ROWS: readonly Row[] = [
  [
    'a gateway of a member',
    [['gateways', 'door', 'account'], 'backend'],
    'app-mesh/gateway-account at gateways.door',
  ],
  [
    'a service that stands for another account’s workload',
    [['services', 'redis-server', 'account'], 'frontend'],
    'app-mesh/foreign-provider at services.redis-server',
  ],
  [
    'a service that uses another account’s router',
    [['services', 'yelb-ui', 'provider'], { kind: 'router-of', service: 'mail' }],
    'app-mesh/foreign-provider at workloads.yelb-ui',
    // Its gateway route still names the port of the workload.
    'route/port at gateways.door.routes.0',
  ],
  [
    'two workloads with one name',
    [['workloads', 'yelb-ui', 'name'], 'yelb-db'],
    'app-mesh/duplicate-name at workloads.yelb-ui',
  ],
  [
    'two services with one name',
    [['services', 'mail', 'name'], 'redis-server.backend.yelb.internal'],
    'app-mesh/duplicate-name at services.redis-server',
  ],
  [
    'two routers with one name',
    [['services', 'mail', 'provider', 'router', 'name'], 'yelb-appserver'],
    'app-mesh/duplicate-name at services.yelb-appserver',
  ],
  ['a slash in the name of the mesh', [['mesh', 'name'], 'yelb/2'], 'app-mesh/object-name at mesh'],
  [
    'a slash in the name of a node',
    [['workloads', 'far-db', 'name'], 'far/db'],
    'app-mesh/object-name at workloads.far-db',
  ],
  ['no weight above 0', [[...ROUTE, 'targets', 0, 'weight'], 0], `route/zero-weights at ${routeAt}`],
  [
    'a header in a gRPC route',
    [[...MAIL_ROUTE, 'match', 'prefix'], '/'],
    'app-mesh/not-for-protocol at services.mail.routes.0',
  ],
  [
    'a prefix in a tcp route',
    [[...ROUTE, 'protocol'], 'tcp'],
    `route/protocol at ${routeAt}`,
    `route/protocol at ${routeAt}.to`,
    ...Array<string>(2).fill(`app-mesh/not-for-protocol at ${routeAt}`),
  ],
  [
    'a scheme in a gateway route',
    [[...DOOR_ROUTE, 'match', 'scheme'], 'http'],
    `app-mesh/not-for-protocol at ${doorAt}`,
  ],
  [
    'requests in the pool of an http listener',
    [[...LISTENER, 'connectionPool', 'maxRequests'], 5],
    `app-mesh/not-for-protocol at ${listenerAt}`,
  ],
  [
    'a timeout per request on tcp',
    [['workloads', 'redis-server', 'listeners', 0, 'timeout'], { perRequest: { value: 2, unit: 's' } }],
    'app-mesh/not-for-protocol at workloads.redis-server.listens',
  ],
  [
    'a method in a gateway route',
    [[...DOOR_ROUTE, 'match', 'method'], 'GET'],
    `app-mesh/provider-gap at ${doorAt}`,
  ],
  [
    'an IP preference of Cloud Map',
    [['workloads', 'yelb-ui', 'discovery', 'ipPreference'], 'IPv6_ONLY'],
    'app-mesh/provider-gap at workloads.yelb-ui',
  ],
  [
    'a health check of another port',
    [[...LISTENER, 'healthCheck', 'port'], 8081],
    `app-mesh/health-check-port at ${listenerAt}`,
  ],
];

test.each(ROWS.map(([what, change, ...findings]) => [what, change, findings] as const))(
  '%s is reported',
  (_, change, findings) => {
    expect(findingsAfter(change)).toEqual(findings);
  },
);

const GRPC_DOOR = {
  protocol: 'grpc',
  match: { serviceName: 'yelb.Mail', headers: [], query: [], metadata: [] },
};

test.each([
  ['hostname', { hostname: { kind: 'exact', value: 'yelb.example.com' } }],
  ['metadata', { metadata: [{ name: 'vote', invert: false, match: { kind: 'present' } }] }],
])('the provider has no %s in a gRPC gateway route', (_, match) => {
  const change: Change[] = [
    [['gateways', 'door', 'listeners', 0, 'protocol'], 'grpc'],
    [[...DOOR_ROUTE, 'protocol'], 'grpc'],
    [[...DOOR_ROUTE, 'targetPort'], undefined],
    [[...DOOR_ROUTE, 'service'], 'mail'],
    [[...DOOR_ROUTE, 'match'], { ...GRPC_DOOR.match, ...match }],
  ];
  expect(findingsAfter(...change)).toEqual([`app-mesh/provider-gap at ${doorAt}`]);
});

test('the provider has no rewrite in a gRPC gateway route', () => {
  const change: Change[] = [
    [['gateways', 'door', 'listeners', 0, 'protocol'], 'grpc'],
    [[...DOOR_ROUTE, 'protocol'], 'grpc'],
    [[...DOOR_ROUTE, 'targetPort'], undefined],
    [[...DOOR_ROUTE, 'service'], 'mail'],
    [[...DOOR_ROUTE, 'match'], GRPC_DOOR.match],
    [[...DOOR_ROUTE, 'rewrite'], { hostname: 'DISABLED' }],
  ];
  expect(findingsAfter(...change)).toEqual([`app-mesh/provider-gap at ${doorAt}`]);
});

test('what is open is not judged', () => {
  const open: Change[] = [
    [[...LISTENER, 'port'], OPEN],
    [[...ROUTE, 'priority'], OPEN],
    [[...ROUTE, 'targets', 0, 'weight'], OPEN],
    [[...LISTENER, 'healthCheck', 'intervalMillis'], OPEN],
    [['workloads', 'far-db', 'name'], `\${parameter.LATER}/${'x'.repeat(300)}`],
  ];
  expect(findingsAfter(...open)).toEqual([]);
});

test('a finding quotes the names and says what to type', () => {
  expect(sentencesAfter([['gateways', 'door', 'account'], 'backend'])).toEqual([
    'gateway "door" is in "backend", and App Mesh lets only the owner "frontend" have gateways',
    "account: 'frontend'; its routes may lead to services of every account",
  ]);
});
