import type { FixCase } from './followed';

const route = { prefix: '/', to: 'api' };
const routes = (...all: readonly object[]) => ({ services: { api: { routes: all } } });
const routed = (more: object) => ({ gateways: { door: { routes: [{ service: 'api', ...more }] } } });
const door = (more: object, protocol = 'http') => ({
  gateways: {
    door: { ...routed(more).gateways.door, listens: { port: 8443, protocol }, entry: { port: 443 } },
  },
  ...(protocol === 'grpc' && { workloads: { api: { listens: { protocol } } } }),
});
const near = { account: 'front', listens: { port: 8080, protocol: 'http' } };
const twoPorts = [
  { port: 8080, protocol: 'http' },
  { port: 8081, protocol: 'http' },
];
const china = { region: 'cn-north-1', accounts: { back: undefined } };
const facts = { issuer: 'root', names: ['api.front.shop.internal'] };
const file = { kind: 'file', chain: '/c.pem', privateKey: '/k.pem', facts };

/** More of what App Mesh, or its provider, refuses: the other ways out, and the other places. */
export const moreAppMeshFixes: readonly FixCase[] = [
  {
    rule: 'app-mesh/china',
    what: 'a certificate that becomes a file, and a trust in its chain',
    mistake: { ...china, workloads: { api: { account: 'front' } } },
    typed: {
      certificates: { api: { kind: 'file' } },
      workloads: {
        web: { calls: [{ service: 'api', policy: { trust: { kind: 'file', chain: '/ca.pem' } } }] },
      },
    },
    also: {
      authority: { kind: 'file', commonName: undefined, chain: '/ca.pem' },
      certificates: { api: file },
    },
  },
  {
    rule: 'app-mesh/foreign-provider',
    what: 'the router of another',
    mistake: {
      services: {
        api: { account: 'back', routes: [{ to: 'api' }] },
        other: { account: 'front', sharesRouterOf: 'api' },
      },
    },
    typed: { services: { other: { account: 'back' } } },
  },
  {
    rule: 'app-mesh/duplicate-name',
    what: 'routers',
    mistake: {
      services: {
        api: { routes: [{ to: 'api' }], routerName: 'same' },
        other: { account: 'back', routes: [{ to: 'api' }], routerName: 'same' },
      },
    },
    typed: { services: { other: { routerName: 'other' } } },
  },
  {
    rule: 'app-mesh/object-name',
    what: 'a mesh of letters that IAM refuses',
    mistake: { mesh: 'läden', accounts: { back: { namespace: 'b.internal' } } },
    typed: { mesh: 'shop' },
  },
  {
    rule: 'app-mesh/object-name',
    what: 'a mesh whose name begins like a security group',
    mistake: { mesh: 'sg-shop' },
    typed: { mesh: 'shop-sg' },
  },
  {
    rule: 'app-mesh/object-name',
    what: 'a mesh of a long name',
    mistake: { mesh: 'm'.repeat(240), accounts: { back: { namespace: 'b.internal' } } },
    typed: { mesh: 'm' },
  },
  {
    rule: 'app-mesh/limit',
    what: 'without an upper end',
    mistake: { workloads: { api: { listens: { connectionPool: { maxConnections: 0 } } } } },
    typed: { workloads: { api: { listens: { connectionPool: { maxConnections: 1 } } } } },
  },
  {
    rule: 'app-mesh/limit',
    what: 'a timeout',
    mistake: { workloads: { api: { listens: { timeout: { idle: '99999999999s' } } } } },
    typed: { workloads: { api: { listens: { timeout: { idle: '99s' } } } } },
  },
  {
    rule: 'route/empty-range',
    mistake: { services: { api: { routes: [{ ...route, headers: { size: { range: [9, 1] } } }] } } },
    typed: { services: { api: { routes: [{ ...route, headers: { size: { range: [1, 9] } } }] } } },
  },
  {
    rule: 'route/empty-range',
    what: 'of a gateway, with both ends the same',
    mistake: door({ headers: { size: { range: [7, 7] } } }),
    typed: routed({ headers: { size: { range: [7, 8] } } }),
  },
  {
    rule: 'app-mesh/split-priority',
    what: 'no room for the local part',
    mistake: {
      workloads: { near },
      services: {
        api: {
          account: 'back',
          routes: [
            { name: 'both', prefix: '/', to: { api: 50, near: 50 }, priority: 10 },
            { name: 'rest', prefix: '/x', to: 'api', priority: 11 },
          ],
        },
      },
    },
    typed: {
      services: {
        api: {
          routes: [
            { name: 'both', prefix: '/', to: { api: 50, near: 50 }, priority: 10 },
            { name: 'rest', prefix: '/x', to: 'api', priority: 20 },
          ],
        },
      },
    },
  },
  {
    rule: 'route/port',
    what: 'no port of the router: the route',
    mistake: {
      services: { api: { routes: [{ ...route, port: 9 }], routerListens: { port: 80, protocol: 'http' } } },
    },
    typed: routes({ ...route, port: 80 }),
  },
  {
    rule: 'route/port',
    what: 'no port of the router: the router',
    mistake: {
      services: { api: { routes: [{ ...route, port: 9 }], routerListens: { port: 80, protocol: 'http' } } },
    },
    typed: { services: { api: { routerListens: { port: 9, protocol: 'http' } } } },
  },
  {
    rule: 'route/port',
    what: 'a gateway of several ports',
    mistake: {
      gateways: {
        door: {
          ...door({}).gateways.door,
          listens: twoPorts.map((each) => ({ ...each, port: each.port + 10 })),
          entry: { port: 443, listener: 8090 },
        },
      },
    },
    typed: routed({ port: 8090 }),
  },
  {
    rule: 'route/port',
    what: 'a service of several ports',
    mistake: { ...door({}), workloads: { api: { listens: twoPorts } } },
    typed: routed({ targetPort: 8081 }),
  },
  {
    rule: 'route/protocol',
    what: 'a target among others',
    mistake: {
      workloads: {
        next: { account: 'back', listens: { port: 8080, protocol: 'tcp' } },
        web: { calls: ['all'] },
      },
      services: { all: { account: 'back', routes: [{ to: { api: 50, next: 50 } }] } },
    },
    typed: { services: { all: { routes: [{ to: { api: 50 } }] } } },
    also: { workloads: { next: undefined } },
  },
  {
    rule: 'route/protocol',
    what: 'a route of a gateway',
    mistake: {
      ...door({ service: 'next' }),
      workloads: { next: { account: 'back', listens: { port: 8081, protocol: 'tcp' } } },
    },
    typed: routed({ service: 'api' }),
    also: { workloads: { next: undefined } },
  },
  {
    rule: 'route/idle-listener',
    what: 'another route',
    mistake: { services: { api: { routerListens: twoPorts, routes: [{ ...route, port: 8080 }] } } },
    typed: routes({ name: 'api', ...route, port: 8080 }, { name: 'other', ...route, port: 8081 }),
  },
  {
    rule: 'route/path',
    what: 'a path, at a gateway',
    mistake: door({ path: 'x' }),
    typed: routed({ path: '/x' }),
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'the protocol is changed',
    mistake: routes({ to: 'api', serviceName: 's' }),
    typed: { workloads: { api: { listens: { protocol: 'grpc' } } } },
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'a route of a gateway',
    mistake: door({ prefix: '/x' }, 'grpc'),
    typed: routed({}),
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'a rewrite at a gateway',
    mistake: door({ rewrite: { path: '/x' } }, 'grpc'),
    typed: routed({}),
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'the pool of a listener',
    mistake: { workloads: { api: { listens: { connectionPool: { maxRequests: 5, maxConnections: 5 } } } } },
    typed: { workloads: { api: { listens: { connectionPool: { maxRequests: undefined } } } } },
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'the timeout of a listener',
    mistake: { workloads: { api: { listens: { protocol: 'tcp', timeout: { perRequest: '5s' } } } } },
    typed: { workloads: { api: { listens: { timeout: { perRequest: undefined } } } } },
  },
  {
    rule: 'app-mesh/connection-pool',
    what: 'left out',
    mistake: { workloads: { api: { listens: { connectionPool: { maxPendingRequests: 5 } } } } },
    typed: { workloads: { api: { listens: { connectionPool: undefined } } } },
  },
  {
    rule: 'app-mesh/provider-gap',
    what: 'an IP preference',
    mistake: { workloads: { api: { discovery: { kind: 'cloud-map', ipPreference: 'IPv4_ONLY' } } } },
    typed: { workloads: { api: { discovery: { ipPreference: undefined } } } },
  },
  {
    rule: 'app-mesh/provider-gap',
    what: 'a query that is empty: dropped',
    mistake: routes({ ...route, query: { debug: '' } }),
    typed: routes(route),
  },
  {
    rule: 'app-mesh/provider-gap',
    what: 'a query that is empty: any value',
    mistake: routes({ ...route, query: { debug: '' } }),
    typed: routes({ ...route, query: { debug: true } }),
  },
  {
    rule: 'app-mesh/provider-gap',
    what: 'a host of gRPC',
    mistake: door({ hostname: 'a.example.com' }, 'grpc'),
    typed: routed({}),
  },
  {
    rule: 'app-mesh/provider-gap',
    what: 'metadata',
    mistake: door({ metadata: { a: 'b' } }, 'grpc'),
    typed: routed({}),
  },
  {
    rule: 'app-mesh/provider-gap',
    what: 'a rewrite of gRPC',
    mistake: door({ rewrite: { hostname: 'DISABLED' } }, 'grpc'),
    typed: routed({}),
  },
  {
    rule: 'app-mesh/header-name',
    what: 'metadata',
    mistake: {
      workloads: { api: { listens: { protocol: 'grpc' } } },
      ...routes({ to: 'api', metadata: { 'x y': 'a' } }),
    },
    typed: routes({ to: 'api', metadata: { xy: 'a' } }),
  },
];
