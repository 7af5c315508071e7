import type { FixCase } from './followed';

const arn = (service: string, resource: string, partition = 'aws') =>
  `arn:${partition}:${service}:eu-west-1:222222222222:${resource}/11111111-0000-4000-8000-000000000000`;
const facts = { issuer: 'root', names: ['api.back.shop.internal'] };
const manyTags = (letter: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${letter}${index}`, 'x']));
const routed = (more: object) => ({ gateways: { door: { routes: [{ service: 'api', ...more }] } } });
const door = (more: object) => ({
  gateways: {
    door: { ...routed(more).gateways.door, listens: { port: 8443, protocol: 'http' }, entry: { port: 443 } },
  },
});
const route = (more: object) => ({ services: { api: { routes: [{ prefix: '/', to: 'api', ...more }] } } });
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
    rule: 'aws/tag',
    what: 'keys that differ in case',
    mistake: { tags: { Team: 'shop', team: 'shop' } },
    typed: { tags: { Team: undefined } },
  },
  {
    rule: 'aws/tag',
    what: 'a key that differs in case from one around',
    mistake: { tags: { team: 'shop' }, workloads: { api: { tags: { Team: 'api' } } } },
    typed: { workloads: { api: { tags: { Team: undefined, team: 'api' } } } },
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
    rule: 'route/header',
    what: 'the method',
    mistake: route({ headers: { ':method': 'GET' } }),
    typed: route({ method: 'GET' }),
  },
  {
    rule: 'route/header',
    what: 'the path',
    mistake: route({ headers: { ':path': '/a' } }),
    typed: route({ prefix: '/a' }),
  },
  {
    rule: 'route/header',
    what: 'the scheme',
    mistake: route({ headers: { ':scheme': 'http' } }),
    typed: route({ scheme: 'http' }),
  },
  {
    rule: 'route/header',
    what: 'the host, at a service',
    mistake: route({ headers: { Host: 'a.example.com' } }),
    typed: route({}),
  },
  {
    rule: 'route/header',
    what: 'the host, at a gateway',
    mistake: door({ headers: { ':authority': 'a.example.com' } }),
    typed: routed({ hostname: 'a.example.com' }),
  },
  {
    rule: 'route/host',
    what: 'a host',
    mistake: door({ hostname: 'a.example.com:8443' }),
    typed: routed({ hostname: 'a.example.com' }),
  },
  {
    rule: 'route/host',
    what: 'what a host ends with',
    mistake: door({ hostname: { suffix: '.example.com:8443' } }),
    typed: routed({ hostname: { suffix: '.example.com' } }),
  },

  {
    rule: 'route/header',
    what: 'another one',
    mistake: route({ headers: { ':protocol': 'websocket' } }),
    typed: route({ headers: undefined }),
  },
  {
    rule: 'route/pattern',
    what: 'a bracket that is not closed',
    mistake: route({ prefix: undefined, path: { regex: '/(a' } }),
    typed: route({ prefix: undefined, path: { regex: '/(a)' } }),
  },
  {
    rule: 'route/pattern',
    what: 'look-around in a header',
    mistake: door({ headers: { 'x-stage': { regex: '(?=a)b' } } }),
    typed: routed({ headers: { 'x-stage': { regex: 'ab' } } }),
  },
  {
    rule: 'app-mesh/method',
    what: 'a method in lower case',
    mistake: route({ method: 'get' }),
    typed: route({ method: 'GET' }),
  },
  {
    rule: 'app-mesh/method',
    what: 'a method that HTTP does not have',
    mistake: route({ method: 'FETCH' }),
    typed: route({ method: 'PATCH' }),
  },
  {
    rule: 'aws/tag',
    what: 'of a workload',
    mistake: { workloads: { api: { tags: { 'aws:team': 'x' } } } },
    typed: { workloads: { api: { tags: { 'aws:team': undefined } } } },
    also: { workloads: { api: { tags: { team: 'x' } } } },
  },
  {
    rule: 'aws/tag',
    what: 'too many, with those around',
    mistake: { tags: manyTags('a', 30), accounts: { back: { tags: manyTags('b', 30) } } },
    typed: { tags: undefined },
  },
];
