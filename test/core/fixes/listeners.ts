import type { FixCase } from './followed';

const plainly = { defaults: 'api', authority: undefined, services: { api: { to: 'api' } } };
const own = { kind: 'cloud-map' };
const file = (issuer?: string) => ({
  kind: 'file',
  chain: '/c.pem',
  privateKey: '/k.pem',
  facts: { names: ['api.back.shop.internal', 'next.back.shop.internal'], ...(issuer && { issuer }) },
});
const both = {
  authorities: {
    root: { kind: 'private-ca', commonName: 'shop root' },
    world: { kind: 'file', chain: '/world.pem' },
  },
  authority: undefined,
  certificates: { api: file('world') },
  workloads: {
    api: { listens: { tls: { certificate: 'api' } } },
    next: { account: 'back', listens: { port: 8081, protocol: 'http' } },
  },
};
const routed = { services: { all: { account: 'back', routes: [{ to: { api: 50, next: 50 } }] } } };
const trustOfBoth = { kind: 'file', chain: '/both.pem', authorities: ['root', 'world'] };
const passed = {
  certificates: { door: { kind: 'issued', names: ['door.back.shop.internal'] } },
  workloads: { api: { entry: { port: 443, inside: 'passed', tls: { certificate: 'door' } } } },
};

/** Mistakes in what workloads accept, in the calls and services that lead there, and in whom callers trust. */
export const listenerFixes: readonly FixCase[] = [
  {
    rule: 'entry/passed',
    what: 'without tls',
    mistake: passed,
    typed: { workloads: { api: { entry: { tls: undefined } } } },
  },
  {
    rule: 'entry/passed',
    what: 'encrypted',
    mistake: passed,
    typed: { workloads: { api: { entry: { inside: 'encrypted' } } } },
  },
  {
    rule: 'entry/listener',
    what: 'no listener',
    mistake: { workloads: { web: { entry: { port: 443 } } } },
    typed: { workloads: { web: { listens: { port: 80, protocol: 'http' } } } },
  },
  {
    rule: 'entry/sources',
    what: 'everybody',
    mistake: { workloads: { api: { entry: { port: 443, scheme: 'internet-facing' } } } },
    typed: { workloads: { api: { entry: { sources: ['0.0.0.0/0'] } } } },
  },
  {
    rule: 'listener/certificate',
    what: 'one that is there',
    mistake: {
      defaults: 'api',
      certificates: { cert: { kind: 'issued' } },
      workloads: { api: { listens: { tls: { mode: 'STRICT' } }, discovery: own } },
    },
    typed: { workloads: { api: { listens: { tls: { certificate: 'cert' } } } } },
    also: { services: { api: { to: 'api' } } },
  },
  {
    rule: 'certificate/names',
    what: 'of its own, with names',
    mistake: { workloads: { web: { listens: { port: 80, protocol: 'http' }, discovery: 'none' } } },
    typed: { certificates: { web: { names: ['web.front.shop.internal'] } } },
    also: { certificates: { web: { kind: 'issued' } } },
  },
  {
    rule: 'call/unknown-service',
    what: 'a workload behind a service',
    mistake: { services: { shop: { to: 'api' } }, workloads: { web: { calls: ['api'] } } },
    typed: { workloads: { web: { calls: ['shop'] } } },
  },
  {
    rule: 'call/unknown-service',
    what: 'none is derived',
    mistake: { ...plainly, services: undefined, workloads: { api: { discovery: own } } },
    typed: { services: { api: { to: 'api' } } },
  },
  {
    rule: 'call/unknown-service',
    what: 'a workload that does not listen',
    mistake: { workloads: { idle: { account: 'back', calls: ['api'] }, web: { calls: ['idle'] } } },
    typed: { workloads: { idle: { listens: { port: 80, protocol: 'http' } } } },
  },
  {
    rule: 'call/unknown-service',
    what: 'unlike any other: added',
    mistake: { workloads: { web: { calls: ['api', 'elsewhere'] } } },
    typed: { workloads: { elsewhere: { account: 'back' } } },
    also: { workloads: { elsewhere: { listens: { port: 80, protocol: 'http' } } } },
  },
  {
    rule: 'call/unknown-service',
    what: 'unlike any other: dropped',
    mistake: { workloads: { web: { calls: ['api', 'elsewhere'] } } },
    typed: { workloads: { web: { calls: ['api'] } } },
  },
  {
    rule: 'call/trust-unknown',
    what: 'an issuer that is not known: a trust',
    mistake: {
      certificates: { api: file() },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: {
      workloads: {
        web: { calls: [{ service: 'api', policy: { trust: { kind: 'private-ca', authorities: 'root' } } }] },
      },
    },
  },
  {
    rule: 'call/trust-unknown',
    what: 'what nobody described: a trust',
    mistake: {
      authority: undefined,
      services: { far: { existing: true, account: 'back', name: 'far.example.com' } },
      workloads: { api: undefined, web: { calls: ['far'] } },
    },
    typed: {
      workloads: {
        web: { calls: [{ service: 'far', policy: { trust: { kind: 'file', chain: '/ca.pem' } } }] },
      },
    },
  },
  {
    rule: 'call/trust-unknown',
    what: 'what nobody described: the authority',
    mistake: {
      authority: undefined,
      services: { far: { existing: true, account: 'back', name: 'far.example.com' } },
      workloads: { api: undefined, web: { calls: ['far'] } },
    },
    typed: { authority: { kind: 'private-ca', commonName: 'shop root' } },
  },
  {
    rule: 'call/trust-unknown',
    what: 'a file and a private CA, in a call',
    mistake: { ...both, ...routed, workloads: { ...both.workloads, web: { calls: ['all'] } } },
    typed: { workloads: { web: { calls: [{ service: 'all', policy: { trust: trustOfBoth } }] } } },
  },
  {
    rule: 'call/trust-unknown',
    what: 'a file and a private CA, in the defaults of a caller',
    mistake: {
      ...both,
      workloads: { ...both.workloads, web: { calls: ['api', 'next'], callDefaults: { enforce: true } } },
    },
    typed: { workloads: { web: { callDefaults: { trust: trustOfBoth } } } },
  },
  {
    rule: 'call/trust-unknown',
    what: 'a policy without trust',
    mistake: {
      defaults: 'api',
      certificates: { api: { kind: 'issued' } },
      services: { api: { to: 'api' } },
      workloads: {
        api: { discovery: own, listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { enforce: true } },
      },
    },
    typed: { workloads: { web: { callDefaults: { trust: { kind: 'private-ca', authorities: 'root' } } } } },
  },
  {
    rule: 'discovery/namespace',
    what: 'that of the account',
    mistake: { workloads: { api: { discovery: { ...own, namespace: 'else.internal' } } } },
    typed: { accounts: { back: { namespace: 'else.internal' } } },
  },
  {
    rule: 'service/router',
    what: 'no service has one',
    mistake: { services: { api: { to: 'api' }, other: { account: 'back', sharesRouterOf: 'api' } } },
    typed: { services: { other: { sharesRouterOf: 'next' } } },
    also: { services: { next: { account: 'back', routes: [{ to: 'api' }] } } },
  },
  {
    rule: 'service/provider',
    what: 'none, and no workload',
    mistake: { services: { lost: {} } },
    typed: { services: { lost: { to: 'none' } } },
  },
  {
    rule: 'service/provider',
    what: 'none: routes',
    mistake: { services: { lost: {} }, workloads: { web: { calls: ['lost'] } } },
    typed: { services: { lost: { routes: [{ to: 'api' }] } } },
  },
  {
    rule: 'service/unknown',
    what: 'unlike any other',
    mistake: {
      services: { other: { account: 'back', sharesRouterOf: 'elsewhere' }, api: { routes: [{ to: 'api' }] } },
    },
    typed: { services: { other: { sharesRouterOf: 'api' } } },
  },
  {
    rule: 'workload/unknown',
    what: 'the first',
    mistake: {
      workloads: { api: undefined, web: undefined },
      services: { api: { to: 'elsewhere', account: 'back' } },
    },
    typed: { workloads: { elsewhere: { account: 'back' } } },
    also: { workloads: { elsewhere: { listens: { port: 80, protocol: 'http' } } } },
  },
  {
    rule: 'certificate/unknown',
    what: 'unlike any other',
    mistake: {
      certificates: { api: { kind: 'issued' } },
      workloads: { api: { listens: { tls: { certificate: 'elsewhere' } } } },
    },
    typed: { workloads: { api: { listens: { tls: { certificate: 'api' } } } } },
  },
  {
    rule: 'authority/unknown',
    what: 'unlike any other',
    mistake: {
      certificates: { api: { kind: 'issued', authority: 'elsewhere' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { authority: 'root' } } },
  },
  {
    rule: 'store/unknown',
    what: 'the first',
    mistake: {
      certificates: { api: { ...file('root'), store: 'disk' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { stores: { disk: { kind: 'task-volume' } } },
  },
  {
    rule: 'route/name',
    what: 'at a gateway',
    mistake: {
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http' },
          entry: { port: 443 },
          routes: [
            { prefix: '/a', service: 'api' },
            { prefix: '/b', service: 'api' },
          ],
        },
      },
    },
    typed: {
      gateways: {
        door: {
          routes: [
            { name: 'a', prefix: '/a', service: 'api' },
            { name: 'b', prefix: '/b', service: 'api' },
          ],
        },
      },
    },
  },
];
