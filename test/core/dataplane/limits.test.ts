import type { Path } from '../../../core/topology';
import { findingsOfWritten, type Change } from './rules';

const listener = ['workloads', 'yelb-cache', 'listens'];
const route = ['services', 'yelb-appserver', 'routes', 0];
const mail = ['services', 'mail', 'routes', 0];
const door = ['gateways', 'door', 'routes', 0];

const times = <T>(count: number, value: T): Readonly<Record<string, T>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-vote-${index}`, value]));
const text = (length: number): string => 'x'.repeat(length);

/** Rows: where, the last value that passes at each end, and the first that does not. */
const ROWS: readonly (readonly [string, Path, readonly unknown[], readonly unknown[]])[] = [
  ['healthy thresholds', [...listener, 'healthCheck', 'healthyThreshold'], [2, 10], [1, 11]],
  ['unhealthy thresholds', [...listener, 'healthCheck', 'unhealthyThreshold'], [2, 10], [1, 11]],
  [
    'health check intervals',
    [...listener, 'healthCheck', 'intervalMillis'],
    [5000, 300_000],
    [4999, 300_001],
  ],
  ['health check timeouts', [...listener, 'healthCheck', 'timeoutMillis'], [2000, 60_000], [1999, 60_001]],
  ['server errors', [...listener, 'outlierDetection', 'maxServerErrors'], [1], [0]],
  ['ejection percentages', [...listener, 'outlierDetection', 'maxEjectionPercent'], [0, 100], [101]],
  ['pools', [...listener, 'connectionPool', 'maxConnections'], [1, 2_147_483_647], [0, 2_147_483_648]],
  ['idle timeouts', [...listener, 'timeout', 'idle'], ['0s', '9223372036s'], ['9223372037s', '99999999999s']],
  ['timeouts per request', [...listener, 'timeout', 'perRequest'], ['9223372036000ms'], ['9223372036001ms']],
  ['timeouts of routes', [...route, 'timeout'], [{ idle: '1s' }], [{ idle: '99999999999s' }]],
  ['intervals of outlier detection', [...listener, 'outlierDetection', 'interval'], ['1ms'], ['0s']],
  ['ejections', [...listener, 'outlierDetection', 'baseEjectionDuration'], ['1ms'], ['0s', '99999999999s']],
  ['priorities', [...route, 'priority'], [0, 1000], [1001]],
  ['gateway route priorities', [...door, 'priority'], [0, 1000], [1001]],
  ['weights', [...route, 'to'], [{ 'yelb-appserver': 100 }], [{ 'yelb-appserver': 101 }]],
  ['headers', [...route, 'headers'], [times(10, 'yes')], [times(11, 'yes')]],
  ['query parameters', [...route, 'query'], [times(10, 'yes')], [times(11, 'yes')]],
  ['metadata', [...mail, 'metadata'], [times(10, 'yes')], [times(11, 'yes')]],
  ['header names', [...route, 'headers'], [{ [text(50)]: 'yes' }], [{ [text(51)]: 'yes' }]],
  ['header values', [...route, 'headers'], [{ vote: text(255) }], [{ vote: text(256) }]],
  ['methods of gRPC', [...mail, 'methodName'], [text(50)], [text(51)]],
  ['names of meshes', ['mesh'], [text(255)], [text(256)]],
  ['names of nodes', ['workloads', 'far-db', 'name'], [text(255)], [text(256)]],
  ['names of routes', [...route, 'name'], [text(255)], [text(256)]],
  ['host names', [...door, 'hostname'], [text(253)], [text(254)]],
  ['paths', [...door, 'rewrite'], [{ path: `/${text(254)}` }], [{ path: `/${text(255)}` }]],
  ['paths of log files', ['workloads', 'far-db', 'accessLog'], [{ path: text(255) }], [{ path: text(256) }]],
  [
    'formats of logs',
    ['workloads', 'far-db', 'accessLog'],
    [{ path: '/log', text: text(1000) }],
    [{ path: '/log', text: text(1001) }],
  ],
  [
    'fields of logs',
    ['workloads', 'far-db', 'accessLog'],
    [{ path: '/log', json: { a: text(100) } }],
    [{ path: '/log', json: { a: text(101) } }],
  ],
  ['listeners of a gateway', ['gateways', 'door', 'listens'], [], [[]]],
  ['expected names', [...listener, 'tls', 'clients', 'names'], [[text(254)]], [[text(255)]]],
  ['names of Cloud Map', ['workloads', 'far-db', 'discovery', 'service'], [text(1024)], [text(1025)]],
  ['targets', [...route, 'to'], [targets(10)], [targets(11)]],
];

function targets(count: number): readonly unknown[] {
  return Array.from({ length: count }, () => ({ workload: 'yelb-appserver', weight: 10 }));
}

/** What a row needs around its place, so that nothing else is missing there. */
const AROUND: readonly Change[] = [
  [[...listener, 'tls'], { clients: { trust: { kind: 'file', chain: '/ca.pem' } } }],
  [['workloads', 'far-db', 'discovery'], { kind: 'cloud-map' }],
  [['services', 'far-db'], { name: 'far-db.front.internal', to: 'far-db' }],
  [['accounts', 'frontend', 'namespace'], 'front.internal'],
  [['accounts', 'backend', 'namespace'], 'back.internal'],
];

test.each(ROWS)('%s stay within the limits of the API', (_, path, right, wrong) => {
  const limits = (value: unknown) =>
    findingsOfWritten(...AROUND, [path, value]).filter((each) => each.startsWith('app-mesh/limit '));
  right.forEach((value) => expect(limits(value)).toEqual([]));
  wrong.forEach((value) => expect(limits(value)).not.toEqual([]));
});
