import type { FixCase, Patch } from './followed';

const value = (what: string, mistake: Patch, typed: Patch): FixCase => ({
  rule: 'topology/value',
  what,
  mistake,
  typed,
});
const api = (more: object) => ({ workloads: { api: more } });
const listens = (more: unknown) => api({ listens: more });
const route = (more: object) => ({ services: { api: { routes: [{ to: 'api', ...more }] } } });
const network = (more: object) => ({ accounts: { back: { network: more } } });
const s3 = (more: object) => ({ state: { kind: 's3', bucket: 'states-of-shop', ...more } });
const http = (address: string) => ({ state: { kind: 'http', address } });
const port = { workloads: { api: { listens: { port: { parameter: 'PORT' } } } } };
const existing = {
  vpc: 'vpc-0aa',
  cidrs: ['10.21.0.0/16'],
  subnets: { private: ['subnet-0aa'] },
  cidr: undefined,
};

/** Values that the schema refuses. */
export const valueFixes: readonly FixCase[] = [
  {
    ...value(
      'an account that is its id',
      { accounts: { back: '222222222222' } },
      { accounts: { back: { id: '222222222222' } } },
    ),
    also: { accounts: { back: { network: { cidr: '10.21.0.0/16' } } } },
  },
  value(
    'an id with hyphens',
    { accounts: { back: { id: '2222-2222-2222' } } },
    { accounts: { back: { id: '222222222222' } } },
  ),
  value(
    'an id of eleven digits',
    { accounts: { back: { id: '22222222222' } } },
    { accounts: { back: { id: '111111111112' } } },
  ),
  value('a number for a listener', listens(8080), listens({ protocol: 'http', port: 8080 })),
  value('https', listens({ protocol: 'https' }), listens({ protocol: 'http' })),
  value('tls', listens({ protocol: 'tls' }), listens({ protocol: 'tcp' })),
  value('a port past the last', listens({ port: 70_000 }), listens({ port: 65_535 })),
  value('a text for a flag', { removalProtection: 'yes' }, { removalProtection: true }),
  value('true for a text', { mesh: true }, { mesh: 'true' }),
  value('a line break in a name', { mesh: 'shop\n' }, { mesh: 'shop' }),
  value(
    'a tab within a name',
    { authority: { commonName: 'our\tshop' } },
    { authority: { commonName: 'our shop' } },
  ),
  value(
    'a control character in a path',
    listens({ port: 8080, protocol: 'http', healthCheck: { path: '/health\u0000' } }),
    listens({ healthCheck: { path: '/health' } }),
  ),
  value('a line break in a path that is compared', route({ prefix: '/a\r\n' }), route({ prefix: '/a' })),
  value(
    'the end of a text in a command',
    api({ runtime: { image: 'api:1', command: ['sh', '-c', 'echo one\u0000'] } }),
    api({ runtime: { command: ['sh', '-c', 'echo one'] } }),
  ),
  value('an empty text', { environment: '' }, { environment: undefined }),
  value('an environment', { environment: 'Dev' }, { environment: 'dev' }),
  value('a list for a mapping', { tags: ['a'] }, { tags: { KEY: 'a' } }),
  value(
    'a mapping for a list',
    { workloads: { web: { calls: { api: 'api' } } } },
    { workloads: { web: { calls: ['api'] } } },
  ),
  value('a duration without unit', listens({ timeout: { idle: 5 } }), listens({ timeout: { idle: '5s' } })),
  value('a duration in minutes', listens({ timeout: { idle: '5m' } }), listens({ timeout: { idle: '2s' } })),
  value('a region with the letter of a zone', { region: 'eu-west-1a' }, { region: 'us-west-2' }),
  value('a block without length', network({ cidr: '10.21.0.0' }), network({ cidr: '10.0.0.0/16' })),
  value('a number for an entry', api({ entry: 443 }), api({ entry: { port: 443 } })),
  value('no zone', network({ zones: [] }), network({ zones: ['eu-west-1a', 'eu-west-1b'] })),
  value(
    'seven zones',
    network({ zones: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((zone) => `eu-west-1${zone}`) }),
    network({ zones: ['eu-west-1a', 'eu-west-1b'] }),
  ),
  value('a VPC', network({ ...existing, vpc: 'my-vpc' }), network({ vpc: 'vpc-0123456789abcdef0' })),
  value('no block of a VPC', network({ ...existing, cidrs: [] }), network({ cidrs: ['10.0.0.0/16'] })),
  value(
    'no subnet',
    network({ ...existing, subnets: { private: [] } }),
    network({ subnets: { private: ['subnet-0123456789abcdef0'] } }),
  ),
  value(
    'the name of a bucket for its ARN',
    network({ flowLogs: { bucket: 'flows' } }),
    network({ flowLogs: { bucket: 'arn:aws:s3:::flows' } }),
  ),
  value(
    'the name of a log group for its ARN',
    network({ flowLogs: { logGroup: 'flows' } }),
    network({ flowLogs: { logGroup: 'arn:aws:logs:us-west-2:111111111111:log-group:flows' } }),
  ),
  value(
    'the name of a share for its ARN',
    { accounts: { back: { share: 'shop' } } },
    { accounts: { back: { share: 'arn:aws:ram:eu-west-1:111111111111:resource-share/0' } } },
  ),
  value('a bucket with its scheme', s3({ bucket: 's3://states' }), s3({ bucket: 'states' })),
  value('a prefix with a slash', s3({ prefix: '/shop/' }), s3({ prefix: 'meshes/dev' })),
  value(
    'the name of a role of the state',
    s3({ role: 'state' }),
    s3({ role: 'arn:aws:iam::111111111111:role/state' }),
  ),
  value(
    'the alias of a key',
    s3({ kmsKey: 'alias/k' }),
    s3({ kmsKey: 'arn:aws:kms:eu-west-1:111111111111:key/k' }),
  ),
  value('an address without scheme', http('example.com/states'), http('https://example.com/states')),
  value(
    'an address with a query',
    http('https://example.com/states?a=b'),
    http('https://example.com/states/path'),
  ),
  value(
    'an organization',
    { state: { kind: 'cloud', organization: 'my shop' } },
    { state: { organization: 'my-shop' } },
  ),
  value(
    'a host with its scheme',
    { state: { kind: 'cloud', organization: 'shop', hostname: 'https://app.terraform.io' } },
    { state: { hostname: 'app.terraform.io' } },
  ),
  value('a kind of state', { state: { kind: 's4' } }, { state: 'local' }),
  value(
    'a kind of certificate',
    { certificates: { api: { kind: 'isued' } } },
    { certificates: { api: { kind: 'issued' } } },
  ),
  value(
    'an authority without its kind',
    { authority: { kind: undefined } },
    { authority: { kind: 'private-ca' } },
  ),
  value('years', { authority: { validityYears: 0 } }, { authority: { validityYears: 100 } }),
  value('no reason', { accept: [{ finding: 'tls/permissive', because: ' ' }] }, { accept: undefined }),
  {
    ...value(
      'a parameter by another name',
      { parameters: { PORT: { type: 'number', default: 8080 } }, ...listens({ port: { param: 'PORT' } }) },
      {},
    ),
    typed: listens({ port: { param: undefined, parameter: 'PORT' } }),
  },
  {
    ...value('a variable of Terraform', listens({ port: '${var.PORT}' }), port),
    also: { parameters: { PORT: { type: 'number', default: 8080 } } },
  },
  {
    rule: 'topology/unknown-key',
    what: 'unlike any other',
    mistake: { colour: 'red' },
    typed: { colour: undefined },
  },
  {
    rule: 'topology/unknown-key',
    what: 'of another tool',
    mistake: s3({ dynamodb_table: 'locks' }),
    typed: { state: { dynamodb_table: undefined, lockTable: 'locks' } },
  },
  {
    rule: 'topology/unknown-key',
    what: 'a colon without a space',
    mistake: { workloads: { api: { 'account:back': null, account: undefined } } },
    typed: { workloads: { api: { 'account:back': undefined, account: 'back' } } },
  },
  {
    rule: 'topology/key',
    what: 'capital letters',
    mistake: { workloads: { Web_2: { account: 'front' } } },
    typed: { workloads: { Web_2: undefined, 'web-2': { account: 'front' } } },
  },
  {
    rule: 'topology/key',
    what: 'nothing of it is left',
    mistake: { workloads: { '1': { account: 'front' } } },
    typed: { workloads: { '1': undefined, 'web-1': { account: 'front' } } },
  },
  {
    rule: 'topology/key',
    what: 'of a parameter',
    mistake: { parameters: { count: { default: 'a' } } },
    typed: { parameters: { count: undefined } },
    also: { parameters: { nodes: { default: 'api' } }, workloads: { api: { name: { parameter: 'nodes' } } } },
  },

  value(
    'no presence',
    route({ headers: { x: { present: false } } }),
    route({ headers: { x: { present: true } } }),
  ),
  value('a query that is false', route({ query: { x: false } }), route({ query: { x: true } })),
  value(
    'half a range',
    route({ headers: { x: { range: [1] } } }),
    route({ headers: { x: { range: [1, 9] } } }),
  ),
  value('true for a health check', listens({ healthCheck: true }), listens({ healthCheck: false })),
  value('a weight below 0', route({ to: { api: -1 } }), route({ to: { api: 1 } })),
  value(
    'a policy',
    { workloads: { web: { callDefaults: 'off' } } },
    { workloads: { web: { callDefaults: 'none' } } },
  ),
];
