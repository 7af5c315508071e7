import type { FixCase } from './followed';

const routed = (more: object) => ({ gateways: { door: { routes: [{ service: 'api', ...more }] } } });
const door = (more: object) => ({
  gateways: {
    door: { ...routed(more).gateways.door, listens: { port: 8443, protocol: 'http' }, entry: { port: 443 } },
  },
});
const found = (discovery: object) => ({
  workloads: { api: { discovery: { kind: 'cloud-map', ...discovery } } },
});
const discoveries = (one: object, other: object) => ({
  workloads: { api: { discovery: one }, next: { discovery: other } },
});
/** Two workloads behind one service, in one service of Cloud Map. */
const two = (one: object, other: object, account = 'back') => ({
  services: { all: { account: 'back', routes: [{ to: { api: 50, next: 50 } }] } },
  workloads: {
    web: { calls: ['all'] },
    api: { discovery: { kind: 'cloud-map', service: 'all', ...one } },
    next: {
      account,
      listens: { port: 8080, protocol: 'http' },
      discovery: { kind: 'cloud-map', service: 'all', ...other },
    },
  },
});
const there = { existing: true, namespace: 'back.shop.internal' };

/** Names under which things are found, and services of Cloud Map that several workloads share. */
export const discoveryFixes: readonly FixCase[] = [
  {
    rule: 'discovery/name',
    what: 'a service',
    mistake: found({ service: 'a b' }),
    typed: found({ service: 'a-b' }),
  },
  {
    rule: 'discovery/name',
    what: 'a namespace that exists',
    mistake: found({ existing: true, namespace: 'my space' }),
    typed: found({ namespace: 'my-space' }),
  },
  {
    rule: 'discovery/name',
    what: 'the value of an attribute',
    mistake: found({ attributes: { stage: 'é' } }),
    typed: found({ attributes: { stage: 'e' } }),
  },
  {
    rule: 'discovery/name',
    what: 'the name of an attribute',
    mistake: found({ attributes: { 'a b': 'c' } }),
    typed: found({ attributes: { 'a b': undefined } }),
    also: found({ attributes: { ab: 'c' } }),
  },
  {
    rule: 'discovery/name',
    what: 'a service of the mesh',
    mistake: { services: { api: { name: 'a!b.back.shop.internal', to: 'api' } } },
    typed: { services: { api: { name: 'a-b.back.shop.internal' } } },
  },
  {
    rule: 'discovery/host',
    what: 'a workload',
    mistake: {
      ...found({}),
      workloads: {
        api: { discovery: { kind: 'dns', hostname: 'a b.example.com' }, listens: { tls: 'application' } },
        web: { calls: [{ service: 'api', policy: 'none' }] },
      },
    },
    typed: { workloads: { api: { discovery: { hostname: 'ab.example.com' } } } },
  },
  {
    rule: 'discovery/host',
    what: 'a route of a gateway',
    mistake: door({ hostname: 'a b' }),
    typed: routed({ hostname: 'ab' }),
  },
  {
    rule: 'discovery/host',
    what: 'what a host ends with',
    mistake: door({ hostname: { suffix: '.-b' } }),
    typed: routed({ hostname: { suffix: '.b' } }),
  },
  {
    rule: 'discovery/shared-service',
    what: 'nothing tells them apart: attributes',
    mistake: two({}, {}),
    typed: discoveries({ attributes: { workload: 'api' } }, { attributes: { workload: 'next' } }),
  },
  {
    rule: 'discovery/shared-service',
    what: 'nothing tells them apart: a service of its own',
    mistake: two({}, {}),
    typed: { workloads: { next: { discovery: { service: 'next' } } } },
  },
  {
    rule: 'discovery/shared-service',
    what: 'it exists for one of them: for both',
    mistake: two({ attributes: { a: 'b' } }, { ...there, attributes: { a: 'c' } }),
    typed: { workloads: { api: { discovery: there } } },
  },
  {
    rule: 'discovery/shared-service',
    what: 'it exists for one of them: for none',
    mistake: two({ attributes: { a: 'b' } }, { ...there, attributes: { a: 'c' } }),
    typed: { workloads: { next: { discovery: { existing: undefined } } } },
  },
  {
    rule: 'discovery/shared-service',
    what: 'in another account: created there',
    mistake: two({ attributes: { a: 'b' } }, { ...there, attributes: { a: 'c' } }, 'front'),
    typed: { workloads: { next: { discovery: { existing: undefined, namespace: undefined } } } },
  },
  {
    rule: 'discovery/shared-service',
    what: 'in another account: by DNS',
    mistake: two({ attributes: { a: 'b' } }, { ...there, attributes: { a: 'c' } }, 'front'),
    typed: { workloads: { next: { discovery: { kind: 'dns' } } } },
    also: {
      workloads: {
        next: {
          discovery: {
            hostname: 'next.example.com',
            service: undefined,
            attributes: undefined,
            existing: undefined,
            namespace: undefined,
          },
        },
      },
    },
  },
  {
    rule: 'discovery/shared-service',
    what: 'with another ttl',
    mistake: two({ ttl: 5, attributes: { a: 'b' } }, { ttl: 6, attributes: { a: 'c' } }),
    typed: { workloads: { next: { discovery: { ttl: 5 } } } },
  },
  {
    rule: 'discovery/shared-service',
    what: 'in other letters',
    mistake: two({ attributes: { a: 'b' } }, { service: 'ALL', attributes: { a: 'c' } }),
    typed: { workloads: { next: { discovery: { service: 'all' } } } },
  },
];
