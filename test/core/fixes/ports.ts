import type { FixCase } from './followed';

const front = { listens: { port: 8443, protocol: 'http' }, entry: { port: 443 } };
const tcp = { port: 5432, protocol: 'tcp' };
/** Two databases that one workload calls on one port. */
const stores = {
  workloads: {
    api: { listens: tcp },
    next: { account: 'back', listens: tcp },
    web: { calls: ['api', 'next'] },
  },
};
const beside = (port: number, more: object = {}) => ({
  account: 'back',
  listens: { port, protocol: 'http', ...more },
});
const split = { services: { all: { account: 'back', routes: [{ to: { api: 50, next: 50 } }] } } };

/** Mistakes in ports, and in what listens or is found on them. */
export const portFixes: readonly FixCase[] = [
  {
    rule: 'service/router-port',
    mistake: { ...split, workloads: { next: beside(8081), web: { calls: ['all'] } } },
    typed: { services: { all: { routerListens: { port: 8080, protocol: 'http' } } } },
  },
  {
    rule: 'route/shared-port',
    what: 'a workload',
    mistake: stores,
    typed: {
      services: { next: { routes: [{ to: 'next' }], routerListens: { port: 5433, protocol: 'tcp' } } },
    },
  },
  {
    rule: 'route/shared-port',
    what: 'a workload of several ports',
    mistake: {
      workloads: {
        ...stores.workloads,
        next: { account: 'back', listens: [tcp, { port: 5434, protocol: 'tcp' }] },
      },
    },
    typed: {
      services: {
        next: {
          routes: [
            { name: 'port-5433', protocol: 'tcp', port: 5433, to: [{ workload: 'next', port: 5432 }] },
            { name: 'port-5434', protocol: 'tcp', port: 5434, to: [{ workload: 'next', port: 5434 }] },
          ],
          routerListens: [
            { port: 5433, protocol: 'tcp' },
            { port: 5434, protocol: 'tcp' },
          ],
        },
      },
    },
  },
  {
    rule: 'route/shared-port',
    what: 'a router',
    mistake: {
      ...stores,
      services: { next: { routes: [{ to: 'next', port: 5432 }], routerListens: tcp } },
    },
    typed: {
      services: {
        next: { routes: [{ to: 'next', port: 5433 }], routerListens: { port: 5433, protocol: 'tcp' } },
      },
    },
  },
  {
    rule: 'route/shared-port',
    what: 'the router of another service',
    mistake: {
      services: { api: { routes: [{ to: 'api' }] }, next: { account: 'back', sharesRouterOf: 'api' } },
      workloads: { api: { listens: tcp }, web: { calls: ['api', 'next'] } },
    },
    typed: {
      services: {
        next: {
          sharesRouterOf: undefined,
          routes: [{ to: 'api' }],
          routerListens: { port: 5433, protocol: 'tcp' },
        },
      },
    },
  },
  {
    rule: 'route/targets-alike',
    what: 'attributes',
    mistake: {
      ...split,
      workloads: {
        api: { discovery: { kind: 'dns', hostname: 'all.example.com' } },
        next: { ...beside(8080), discovery: { kind: 'dns', hostname: 'all.example.com' } },
        web: { calls: ['all'] },
      },
    },
    typed: { workloads: { next: { discovery: { hostname: 'next.example.com' } } } },
  },
  {
    rule: 'route/targets-alike',
    what: 'in Cloud Map',
    mistake: {
      ...split,
      workloads: {
        api: { discovery: { kind: 'cloud-map', service: 'all' } },
        next: { ...beside(8080), discovery: { kind: 'cloud-map', service: 'all' } },
        web: { calls: ['all'] },
      },
    },
    typed: {
      workloads: {
        api: { discovery: { attributes: { version: 'api' } } },
        next: { discovery: { attributes: { version: 'next' } } },
      },
    },
  },
  {
    rule: 'app-mesh/privileged-port',
    mistake: {
      gateways: { door: { listens: { port: 80, protocol: 'http' }, routes: [{ service: 'api' }] } },
    },
    typed: { gateways: { door: { listens: { port: 8080 }, entry: { port: 80 } } } },
  },
  {
    rule: 'listener/health-check-path',
    what: 'dropped',
    mistake: { workloads: { api: { listens: { protocol: 'tcp', healthCheck: { path: '/x' } } } } },
    typed: { workloads: { api: { listens: { healthCheck: { path: undefined } } } } },
  },
  {
    rule: 'listener/health-check-path',
    what: 'by HTTP',
    mistake: { workloads: { api: { listens: { protocol: 'tcp', healthCheck: { path: '/x' } } } } },
    typed: { workloads: { api: { listens: { healthCheck: { protocol: 'http' } } } } },
  },
  {
    rule: 'entry/past-proxy',
    what: 'the listener',
    mistake: { workloads: { api: { entry: { port: 443, listener: 9000 } } } },
    typed: { workloads: { api: { entry: { listener: 8080 } } } },
  },
  {
    rule: 'entry/past-proxy',
    what: 'where the load balancer encrypts',
    mistake: { workloads: { api: { entry: { port: 443, listener: 9000, inside: 'encrypted' } } } },
    typed: { workloads: { api: { entry: { listener: 8080 } } } },
  },
  {
    rule: 'entry/past-proxy',
    what: 'another listener',
    mistake: { workloads: { api: { entry: { port: 443, listener: 9000 } } } },
    typed: {
      workloads: {
        api: {
          listens: [
            { port: 8080, protocol: 'http' },
            { port: 9000, protocol: 'http' },
          ],
        },
      },
    },
  },
  {
    rule: 'topology/idle-gateway',
    what: 'a route',
    mistake: { gateways: { door: { ...front, routes: [] } } },
    typed: { gateways: { door: { routes: [{ name: 'all', service: 'api' }] } } },
  },
  {
    rule: 'topology/idle-gateway',
    what: 'a route for gRPC',
    mistake: {
      workloads: { api: { listens: { protocol: 'grpc' } } },
      gateways: { door: { listens: { port: 8443, protocol: 'grpc' }, routes: [] } },
    },
    typed: { gateways: { door: { routes: [{ name: 'all', service: 'api' }] } } },
  },
  {
    rule: 'topology/idle-gateway',
    what: 'no gateway',
    mistake: { gateways: { door: { ...front, routes: [] } } },
    typed: { gateways: { door: undefined } },
  },

  {
    rule: 'entry/past-proxy',
    what: 'of a workload without listeners',
    mistake: { workloads: { web: { entry: { port: 443, listener: 9000 } } } },
    typed: { workloads: { web: { listens: { port: 9000 } } } },
    also: { workloads: { web: { listens: { protocol: 'http' } } } },
  },
  {
    rule: 'entry/past-proxy',
    what: 'of a workload with several',
    mistake: {
      workloads: {
        api: {
          listens: [
            { port: 8080, protocol: 'http' },
            { port: 8081, protocol: 'http' },
          ],
          entry: { port: 443, listener: 9000 },
        },
      },
    },
    typed: { workloads: { api: { entry: { listener: 8081 } } } },
  },
];
