import type { FixCase } from './followed';

const gateway = {
  listens: { port: 8443, protocol: 'http' },
  entry: { port: 443 },
  routes: [{ service: 'api' }],
};

/** Mistakes in workloads, listeners, entries, services and gateways. */
export const workloadFixes: readonly FixCase[] = [
  {
    rule: 'workload/unknown',
    mistake: { services: { api: { to: 'apo' } } },
    typed: { services: { api: { to: 'api' } } },
  },
  {
    rule: 'discovery/namespace',
    what: 'a namespace of its own',
    mistake: { workloads: { api: { discovery: { kind: 'cloud-map', namespace: 'else.internal' } } } },
    typed: { workloads: { api: { discovery: { existing: true } } } },
  },
  {
    rule: 'discovery/namespace',
    what: 'an existing one without a name',
    mistake: { workloads: { api: { discovery: { kind: 'cloud-map', existing: true } } } },
    typed: { workloads: { api: { discovery: { namespace: 'there.internal' } } } },
  },
  {
    rule: 'listener/same-port',
    mistake: {
      workloads: {
        api: {
          listens: [
            { port: 80, protocol: 'http' },
            { port: 80, protocol: 'http' },
          ],
        },
      },
    },
    typed: { workloads: { api: { listens: [{ port: 80, protocol: 'http' }] } } },
  },
  {
    rule: 'listener/certificate',
    mistake: {
      defaults: 'api',
      workloads: { api: { listens: { tls: { mode: 'STRICT' } }, discovery: { kind: 'cloud-map' } } },
    },
    typed: {
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
      certificates: { api: { kind: 'issued' } },
    },
  },
  {
    rule: 'entry/listener',
    what: 'which one',
    mistake: {
      workloads: {
        api: {
          listens: [
            { port: 80, protocol: 'http' },
            { port: 81, protocol: 'http' },
          ],
          entry: { port: 443, tls: { certificate: 'front' } },
        },
      },
      certificates: { front: { kind: 'issued', names: ['x.back.shop.internal'] } },
      services: {
        api: {
          routes: [{ name: 'a', port: 80, to: [{ workload: 'api', port: 80 }] }],
          routerListens: { port: 80, protocol: 'http' },
        },
      },
    },
    typed: { workloads: { api: { entry: { listener: 80 } } } },
  },
  {
    rule: 'entry/sources',
    mistake: { workloads: { api: { entry: { port: 443, scheme: 'internet-facing' } } } },
    typed: { workloads: { api: { entry: { sources: ['203.0.113.0/24'] } } } },
  },
  {
    rule: 'call/twice',
    mistake: { workloads: { web: { calls: ['api', 'api'] } } },
    typed: { workloads: { web: { calls: ['api'] } } },
  },
  {
    rule: 'call/unknown-service',
    mistake: { workloads: { web: { calls: ['apy'] } } },
    typed: { workloads: { web: { calls: ['api'] } } },
  },
  {
    rule: 'call/trust-unknown',
    what: 'an issuer that is not known',
    mistake: {
      certificates: {
        api: {
          kind: 'file',
          chain: '/c.pem',
          privateKey: '/k.pem',
          facts: { names: ['api.back.shop.internal'] },
        },
      },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { facts: { issuer: 'root' } } } },
  },
  {
    rule: 'entry/plaintext',
    what: 'to the load balancer',
    mistake: { workloads: { api: { entry: { port: 80 } } } },
    typed: {
      workloads: { api: { entry: { tls: { certificate: 'front' } } } },
    },
    also: {
      certificates: {
        front: {
          kind: 'acm',
          arn: 'arn:aws:acm:eu-west-1:222222222222:certificate/11111111-0000-4000-8000-000000000000',
        },
      },
    },
  },
  {
    rule: 'service/router',
    what: 'of a service that is derived',
    mistake: { services: { ape: { account: 'back', sharesRouterOf: 'api' } } },
    typed: { services: { api: { routes: [{ to: 'api' }] } } },
  },
  {
    rule: 'service/unknown',
    mistake: { services: { other: { sharesRouterOf: 'apy' }, api: { routes: [{ to: 'api' }] } } },
    typed: { services: { other: { sharesRouterOf: 'api' } } },
  },
  {
    rule: 'service/router',
    mistake: { services: { api: { to: 'api' }, other: { account: 'back', sharesRouterOf: 'api' } } },
    typed: { services: { api: { to: undefined, routes: [{ to: 'api' }] } } },
  },
  {
    rule: 'service/provider',
    what: 'two',
    mistake: { services: { api: { to: 'api', routes: [{ to: 'api' }] } } },
    typed: { services: { api: { to: undefined } } },
  },
  {
    rule: 'service/provider',
    what: 'none',
    mistake: {
      services: { lost: {} },
      workloads: {
        web: { calls: ['api', 'lost'] },
        other: { account: 'back', listens: { port: 81, protocol: 'http' } },
      },
    },
    typed: { services: { lost: { to: 'other' } } },
  },
  {
    rule: 'service/name',
    mistake: { services: { api: { name: 'api.example.com', to: 'api' } } },
    typed: { services: { api: { name: 'api.back.shop.internal' } } },
  },
  {
    rule: 'gateway/key',
    mistake: { gateways: { web: gateway } },
    typed: { gateways: { web: undefined } },
    also: { gateways: { door: gateway } },
  },
  {
    rule: 'app-mesh/gateway-account',
    mistake: { gateways: { door: { ...gateway, account: 'back' } } },
    typed: { gateways: { door: { account: 'front' } } },
  },
];
