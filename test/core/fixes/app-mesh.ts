import type { FixCase } from './followed';

const gateway = {
  listens: { port: 8443, protocol: 'http' },
  entry: { port: 443 },
  routes: [{ service: 'api' }],
};
const route = { prefix: '/', to: 'api' };
const twoPorts = [
  { port: 8080, protocol: 'http' },
  { port: 8081, protocol: 'http' },
];
const outlier = { maxServerErrors: 5, maxEjectionPercent: 50, interval: '10s', baseEjectionDuration: '10s' };

/** What App Mesh, or its provider, refuses. */
export const appMeshFixes: readonly FixCase[] = [
  {
    rule: 'app-mesh/china',
    what: 'a listener',
    mistake: {
      region: 'cn-north-1',
      accounts: { back: undefined },
      owner: 'front',
      workloads: { api: { account: 'front' }, web: { callDefaults: 'none' } },
    },
    typed: { workloads: { api: { listens: { tls: 'none' } } } },
    also: { authority: undefined },
  },
  {
    rule: 'app-mesh/china',
    what: 'several accounts',
    mistake: {
      region: 'cn-north-1',
      defaults: 'api',
      authority: undefined,
      services: { api: { account: 'back', to: 'api' } },
      workloads: { api: { discovery: { kind: 'cloud-map' } } },
    },
    typed: { workloads: { api: { account: 'front' } }, services: { api: { account: 'front' } } },
    also: { accounts: { back: undefined } },
  },
  {
    rule: 'app-mesh/foreign-provider',
    mistake: {
      defaults: 'api',
      services: { api: { account: 'front', to: 'api' } },
      workloads: { api: { discovery: { kind: 'cloud-map' } } },
    },
    typed: { services: { api: { to: undefined, routes: [{ to: 'api' }] } } },
  },
  {
    rule: 'app-mesh/duplicate-name',
    mistake: { workloads: { web: { name: 'same' }, api: { name: 'same' } } },
    typed: { workloads: { api: { name: 'other' } } },
  },
  {
    rule: 'app-mesh/object-name',
    mistake: { workloads: { api: { name: 'a/b' } } },
    typed: { workloads: { api: { name: 'a-b' } } },
  },
  {
    rule: 'app-mesh/limit',
    mistake: {
      workloads: { api: { listens: { outlierDetection: { ...outlier, maxEjectionPercent: 101 } } } },
    },
    typed: { workloads: { api: { listens: { outlierDetection: { maxEjectionPercent: 100 } } } } },
  },
  {
    rule: 'route/zero-weights',
    mistake: { services: { api: { routes: [{ ...route, to: { api: 0 } }] } } },
    typed: { services: { api: { routes: [{ ...route, to: { api: 100 } }] } } },
  },
  {
    rule: 'app-mesh/split-priority',
    mistake: {
      workloads: { near: { account: 'front', listens: { port: 8080, protocol: 'http' } } },
      services: {
        api: {
          account: 'back',
          routes: [
            { name: 'both', prefix: '/', to: { api: 50, near: 50 } },
            { name: 'rest', prefix: '/x', to: 'api' },
          ],
        },
      },
    },
    typed: {
      services: {
        api: {
          routes: [
            { name: 'both', prefix: '/', to: { api: 50, near: 50 }, priority: 20 },
            { name: 'rest', prefix: '/x', to: 'api', priority: 10 },
          ],
        },
      },
    },
  },
  {
    rule: 'route/port',
    what: 'a target',
    mistake: {
      workloads: { api: { listens: twoPorts } },
      services: { api: { routerListens: { port: 80, protocol: 'http' }, routes: [{ ...route, port: 80 }] } },
    },
    typed: { services: { api: { routes: [{ ...route, port: 80, to: [{ workload: 'api', port: 8080 }] }] } } },
  },
  {
    rule: 'route/port',
    what: 'a router',
    mistake: {
      services: {
        api: {
          routerListens: twoPorts,
          routes: [{ ...route }, { name: 'other', prefix: '/', port: 8081, to: 'api' }].map(
            (each, index) => ({ name: `r${index}`, ...each }),
          ),
        },
      },
    },
    typed: {
      services: {
        api: {
          routes: [
            { name: 'r0', prefix: '/', to: 'api', port: 8080 },
            { name: 'other', prefix: '/', to: 'api', port: 8081 },
          ],
        },
      },
    },
  },
  {
    rule: 'route/protocol',
    what: 'the target',
    mistake: {
      services: {
        api: { routes: [{ protocol: 'tcp', to: 'api' }], routerListens: { port: 8080, protocol: 'http' } },
      },
    },
    typed: { services: { api: { routes: [{ protocol: 'http', to: 'api' }] } } },
  },
  {
    rule: 'route/protocol',
    what: 'the router',
    mistake: {
      services: {
        api: { routes: [{ protocol: 'http', to: 'api' }], routerListens: { port: 8080, protocol: 'tcp' } },
      },
    },
    typed: { services: { api: { routerListens: { port: 8080, protocol: 'http' } } } },
  },
  {
    rule: 'route/idle-listener',
    mistake: { services: { api: { routerListens: twoPorts, routes: [{ ...route, port: 8080 }] } } },
    typed: { services: { api: { routerListens: [{ port: 8080, protocol: 'http' }] } } },
  },
  {
    rule: 'route/path',
    mistake: { services: { api: { routes: [{ prefix: 'x', to: 'api' }] } } },
    typed: { services: { api: { routes: [{ prefix: '/x', to: 'api' }] } } },
  },
  {
    rule: 'app-mesh/not-for-protocol',
    what: 'a route',
    mistake: { services: { api: { routes: [{ ...route, serviceName: 's' }] } } },
    typed: { services: { api: { routes: [route] } } },
  },
  {
    rule: 'app-mesh/connection-pool',
    mistake: { workloads: { api: { listens: { connectionPool: { maxPendingRequests: 5 } } } } },
    typed: { workloads: { api: { listens: { connectionPool: { maxConnections: 100 } } } } },
  },
  {
    rule: 'app-mesh/provider-gap',
    mistake: { gateways: { door: { ...gateway, routes: [{ service: 'api', method: 'GET' }] } } },
    typed: { gateways: { door: { routes: [{ service: 'api' }] } } },
  },
  {
    rule: 'app-mesh/health-check-port',
    mistake: { workloads: { api: { listens: { healthCheck: { port: 9 } } } } },
    typed: { workloads: { api: { listens: { healthCheck: { port: undefined } } } } },
  },
];
