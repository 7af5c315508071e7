import type { FixCase } from './followed';

const arn = (service: string, resource: string, partition = 'aws') =>
  `arn:${partition}:${service}:eu-west-1:222222222222:${resource}/11111111-0000-4000-8000-000000000000`;
const facts = { issuer: 'root', names: ['api.back.shop.internal'] };
const routed = (more: object) => ({ gateways: { door: { routes: [{ service: 'api', ...more }] } } });
const door = (more: object) => ({
  gateways: {
    door: { ...routed(more).gateways.door, listens: { port: 8443, protocol: 'http' }, entry: { port: 443 } },
  },
});
const route = (more: object) => ({ services: { api: { routes: [{ prefix: '/', to: 'api', ...more }] } } });
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
const family = (parent: object, child: object) => ({
  authority: undefined,
  authorities: {
    root: { kind: 'private-ca', commonName: 'r', ...parent },
    below: { kind: 'private-ca', commonName: 'b', level: 'subordinate', parent: 'root', ...child },
  },
});

/** Texts that AWS, DNS or HTTP take in one form only, and numbers that have to fit each other. */
export const formFixes: readonly FixCase[] = [
  {
    rule: 'topology/region',
    what: 'a number that is not there',
    mistake: { region: 'us-west-17' },
    typed: { region: 'us-west-2' },
  },
  {
    rule: 'topology/new-region',
    what: 'a typing error',
    mistake: { region: 'eu-west-4' },
    typed: { region: 'eu-west-1' },
  },
  {
    rule: 'topology/new-region',
    what: 'a region of AWS',
    mistake: { region: 'eu-west-4', accounts: { front: { network: undefined } } },
    typed: { accept: [{ finding: 'topology/new-region', because: 'AWS has it' }] },
  },
  {
    rule: 'app-mesh/region',
    mistake: { region: 'us-gov-west-1' },
    typed: { region: 'us-east-1' },
  },
  {
    rule: 'aws/zone',
    mistake: { accounts: { back: { network: { zones: ['eu-west-1a', 'eu-west-2b'] } } } },
    typed: { accounts: { back: { network: { zones: ['eu-west-1a', 'eu-west-1b'] } } } },
  },
  {
    rule: 'aws/arn',
    what: 'a role, by its name',
    mistake: { accounts: { back: { role: 'de ploy' } } },
    typed: { accounts: { back: { role: 'deploy' } } },
  },
  {
    rule: 'aws/arn',
    what: 'a role, by its ARN',
    mistake: { accounts: { back: { role: 'arn:aws-cn:iam::222222222222:role/deploy' } } },
    typed: { accounts: { back: { role: 'arn:aws:iam::222222222222:role/deploy' } } },
  },
  {
    rule: 'aws/arn',
    what: 'an authority',
    mistake: { authority: { kind: 'existing-ca', commonName: undefined, arn: 'the-ca' } },
    typed: { authority: { arn: arn('acm-pca', 'certificate-authority').replace(/2{12}/, '111111111111') } },
  },
  {
    rule: 'aws/arn',
    what: 'a certificate',
    mistake: {
      certificates: { api: { kind: 'acm', arn: arn('iam', 'server-certificate'), facts } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { arn: arn('acm', 'certificate') } } },
  },
  {
    rule: 'aws/tag',
    what: 'a key',
    mistake: { tags: { 'aws:team': 'shop' } },
    typed: { tags: { 'aws:team': undefined } },
    also: { tags: { team: 'shop' } },
  },
  { rule: 'aws/tag', what: 'a value', mistake: { tags: { team: 'a*b' } }, typed: { tags: { team: 'a-b' } } },
  {
    rule: 'aws/tag',
    what: 'too many',
    mistake: { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag-${index}`, 'x'])) },
    typed: { tags: undefined },
    also: { tags: { one: 'x' } },
  },
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
  {
    rule: 'entry/same-port',
    mistake: { workloads: { api: { entry: [{ port: 80 }, { port: 80 }] } } },
    typed: { workloads: { api: { entry: [{ port: 80 }] } } },
  },
  {
    rule: 'authority/subject',
    mistake: { authority: { country: 'Germany' } },
    typed: { authority: { country: 'DE' } },
  },
  {
    rule: 'authority/lifetime',
    mistake: { authority: { validityYears: 1 } },
    typed: { authority: { validityYears: 2 } },
  },
  {
    rule: 'authority/outlives-parent',
    what: 'the one below',
    mistake: family({}, { validityYears: 10 }),
    typed: { authorities: { below: { validityYears: 9 } } },
  },
  {
    rule: 'authority/outlives-parent',
    what: 'the one above',
    mistake: family({}, { validityYears: 20 }),
    typed: { authorities: { root: { validityYears: 21 } } },
  },
  {
    rule: 'authority/outlives-parent',
    what: 'one for short-lived certificates',
    mistake: family({ usageMode: 'SHORT_LIVED_CERTIFICATE' }, {}),
    typed: { authorities: { root: { usageMode: 'GENERAL_PURPOSE' } } },
  },
  {
    rule: 'app-mesh/header-name',
    what: 'a header',
    mistake: route({ headers: { 'x y': 'a' } }),
    typed: route({ headers: { xy: 'a' } }),
  },
  {
    rule: 'app-mesh/pseudo-header',
    what: 'the method',
    mistake: route({ headers: { ':method': 'GET' } }),
    typed: route({ method: 'GET' }),
  },
  {
    rule: 'app-mesh/pseudo-header',
    what: 'the path',
    mistake: route({ headers: { ':path': '/a' } }),
    typed: route({ prefix: '/a' }),
  },
  {
    rule: 'app-mesh/pseudo-header',
    what: 'the scheme',
    mistake: route({ headers: { ':scheme': 'http' } }),
    typed: route({ scheme: 'http' }),
  },
  {
    rule: 'app-mesh/pseudo-header',
    what: 'the host, at a service',
    mistake: route({ headers: { Host: 'a.example.com' } }),
    typed: route({}),
  },
  {
    rule: 'app-mesh/pseudo-header',
    what: 'the host, at a gateway',
    mistake: door({ headers: { ':authority': 'a.example.com' } }),
    typed: routed({ hostname: 'a.example.com' }),
  },
  {
    rule: 'app-mesh/host-with-port',
    what: 'a host',
    mistake: door({ hostname: 'a.example.com:8443' }),
    typed: routed({ hostname: 'a.example.com' }),
  },
  {
    rule: 'app-mesh/host-with-port',
    what: 'what a host ends with',
    mistake: door({ hostname: { suffix: '.example.com:8443' } }),
    typed: routed({ hostname: { suffix: '.example.com' } }),
  },
];
