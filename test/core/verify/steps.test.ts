import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../../../core/judge';
import { noPositions } from '../../../core/source';
import { checksIn, scriptOf, stepsOf, type Step } from '../../../core/verify';

const runtime = { image: 'app:1', exec: true };
const http = (port: number): object => ({ port, protocol: 'http' });

/** The steps of a mesh of one account. */
function stepsIn(more: object): readonly Step[] {
  const written = {
    mesh: 'mall',
    region: 'eu-north-1',
    owner: 'shop',
    accounts: { shop: { id: '333333333333', profile: 'shop', network: { cidr: '10.40.0.0/16' } } },
    authority: { kind: 'private-ca', commonName: 'mall root' },
    ...more,
  };
  const judged = judge(
    { ok: true, value: { file: 'mall.yaml', written, positions: noPositions }, findings: [] },
    { at: new Date('2027-01-01') },
  );
  if (judged.kind !== 'judged' || judged.deployable === undefined) throw new Error(JSON.stringify(judged));
  return stepsOf(judged.deployable, judged.edges);
}

const of = <K extends Step['kind']>(steps: readonly Step[], kind: K): readonly Extract<Step, { kind: K }>[] =>
  steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);

/** Two versions behind a route, and what a topology says of it. */
const versions = (route: object): readonly Step[] =>
  stepsIn({
    workloads: {
      web: { account: 'shop', calls: ['api'], runtime },
      one: { account: 'shop', listens: http(8080), runtime },
      two: { account: 'shop', listens: http(8080), runtime },
    },
    services: { api: { routes: [route] } },
  });

it('each call is tried where the application of its caller connects', () => {
  const steps = stepsIn({
    workloads: {
      web: { account: 'shop', calls: ['api'], runtime },
      api: { account: 'shop', listens: { ...http(8080), healthCheck: { path: '/ready' } }, runtime },
    },
  });
  expect(of(steps, 'calls')).toMatchObject([
    {
      place: { kind: 'task', account: 'shop', cluster: 'mall-shop', service: 'mall-web', container: 'envoy' },
      calls: [
        {
          what: 'call web -> api:8080',
          verdict: 'mutual',
          from: { address: expect.stringMatching(/^127\./) as string, port: 8080 },
          way: { kind: 'http', path: '/ready', cluster: 'api_api_8080' },
          tries: 1,
        },
      ],
      plaintexts: [
        {
          what: 'plaintext to api:8080',
          listenerAddress: { address: 'api.shop.mall.internal', port: 28_080 },
        },
      ],
    },
  ]);
  expect(of(steps, 'callers')).toMatchObject([{ what: 'callers of api:8080', listener: 'inbound/8080' }]);
});

it('of several targets each is tried until it is reached, on a path of their route', () => {
  const steps = versions({
    prefix: '/v1',
    to: [
      { workload: 'one', weight: 90 },
      { workload: 'two', weight: 10 },
    ],
  });
  const tries = of(steps, 'calls').flatMap(({ calls }) =>
    calls.map(({ what, tries: n, way }) => [what, n, way.path]),
  );
  expect(tries).toEqual([
    ['call web -> one:8080 through api', 6, '/v1'],
    ['call web -> two:8080 through api', 50, '/v1'],
  ]);
});

it.each<readonly [what: string, route: object, because: string]>([
  ['headers', { prefix: '/', headers: { 'x-beta': 'yes' }, to: 'one' }, 'its route wants headers'],
  ['another method', { prefix: '/', method: 'POST', to: 'one' }, 'its route wants the method POST'],
  ['a query', { prefix: '/', query: { beta: 'yes' }, to: 'one' }, 'its route wants a query'],
  [
    'nobody',
    {
      prefix: '/',
      to: [
        { workload: 'two', weight: 1 },
        { workload: 'one', weight: 0 },
      ],
    },
    'its weight is 0',
  ],
])('a route for %s is not tried', (_, route, because) => {
  expect(of(versions(route), 'skipped')).toContainEqual({
    kind: 'skipped',
    what: 'call web -> one:8080 through api',
    because,
  });
});

it('where no command can be started, or others run the containers, that is the reason', () => {
  const steps = stepsIn({
    workloads: {
      web: { account: 'shop', calls: ['api'], runtime: { image: 'web:1' } },
      batch: { account: 'shop', calls: ['api'] },
      api: { account: 'shop', listens: http(8080) },
    },
  });
  expect(of(steps, 'calls')).toEqual([]);
  expect(of(steps, 'skipped')).toEqual([
    { kind: 'skipped', what: 'callers of api:8080', because: 'others run its containers' },
    { kind: 'skipped', what: 'call batch -> api:8080', because: 'others run its containers' },
    {
      kind: 'skipped',
      what: 'call web -> api:8080',
      because: 'no command can be started in its container: set workloads.web.runtime.exec: true and deploy',
    },
  ]);
});

it('with interception a call goes by the name of the service, and none past the proxy', () => {
  const steps = stepsIn({
    workloads: {
      web: { account: 'shop', interception: 'iptables', calls: ['api'], runtime },
      api: { account: 'shop', interception: 'iptables', listens: http(8080), runtime },
    },
  });
  expect(of(steps, 'calls')).toMatchObject([
    {
      calls: [
        {
          from: { address: 'api.shop.mall.internal', port: 8080 },
          way: { host: 'api.shop.mall.internal:8080' },
        },
      ],
      plaintexts: [],
    },
  ]);
  expect(of(steps, 'callers')).toMatchObject([{ listener: 'inbound' }]);
});

it('a data plane that does not say how its calls are tried', () => {
  const steps = stepsIn({
    dataPlane: 'app-mesh',
    acceptEnded: true,
    workloads: {
      web: { account: 'shop', calls: ['api'], runtime },
      api: { account: 'shop', listens: http(8080), runtime },
    },
  });
  expect(of(steps, 'running')).toHaveLength(2);
  expect(of(steps, 'skipped')).toEqual([
    { kind: 'skipped', what: 'call web -> api:8080', because: 'calls are not tried on app-mesh' },
  ]);
});

it('pods are entered by kubectl: the proxy, or with interception the application', () => {
  const steps = stepsIn({
    clusters: { pods: { kind: 'eks', account: 'shop' } },
    workloads: {
      web: { account: 'shop', calls: ['api'], interception: 'iptables', runtime: { image: 'web:1' } },
      batch: { account: 'shop', calls: ['api'], runtime: { image: 'batch:1' } },
      api: { account: 'shop', listens: http(8080), runtime: { image: 'api:1' } },
    },
  });
  expect(of(steps, 'calls').map(({ place }) => place)).toEqual([
    expect.objectContaining({ kind: 'pod', cluster: 'mall-pods', deployment: 'batch', container: 'envoy' }),
    expect.objectContaining({ kind: 'pod', cluster: 'mall-pods', deployment: 'web', container: 'app' }),
  ]);
  expect(scriptOf(steps, { mesh: 'mall', region: 'eu-north-1' })).toContain(
    "\n  need kubectl 'to ask clusters of EKS'\n",
  );
});

it('no text of a topology begins a line of the script', () => {
  const path = '/path-of-api';
  const evil = "/'\\\nEND\ntouch pwned\n";
  // A topology with such a text is refused; the script does not rely on that.
  const steps = stepsIn({
    workloads: {
      web: { account: 'shop', calls: ['api'], runtime },
      api: { account: 'shop', listens: { ...http(8080), healthCheck: { path } }, runtime },
    },
  }).map(
    (step) => JSON.parse(JSON.stringify(step).replaceAll(path, JSON.stringify(evil).slice(1, -1))) as Step,
  );
  const script = scriptOf(steps, { mesh: 'mall\ntouch pwned', region: 'eu-north-1' });
  expect(script).not.toMatch(/^touch pwned/m);
  const [, word = ''] = /^call 0 .* (\$'\/.*') 1 api_api_8080$/m.exec(script) ?? [];
  expect(execFileSync('bash', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(evil);
});

it('clusters of one name in two accounts are two clusters', () => {
  const script = scriptOf([], { mesh: 'mall', region: 'eu-north-1' });
  const [functions = ''] = /^kubectl_in\(\)[^]*?^\}/m.exec(script) ?? [];
  const work = mkdtempSync(join(tmpdir(), 'verify-'));
  const said = execFileSync('bash', ['-c', `${STAND_INS}${functions}\n${ASKED}`, 'asked', work], {
    encoding: 'utf8',
  });
  expect(said).toBe('one\ntwo\none\n');
});

/** An account's own answer about a cluster is what its kubectl then says. */
const STAND_INS = `work=$1
aws_in() { echo "$1" > "$7"; }
as() { cat "$4"; }
`;
const ASKED = 'kubectl_in one prod get; kubectl_in two prod get; kubectl_in one prod get';

it('what a gateway calls is counted after its door was tried, on the path of a route', () => {
  const steps = stepsIn({
    certificates: { front: { kind: 'issued', names: ['shop.mall.example'] } },
    gateways: {
      edge: {
        account: 'shop',
        listens: http(8443),
        routes: [{ prefix: '/cart', service: 'cart' }],
        entry: { port: 443, tls: { certificate: 'front' }, redirectFrom: 80 },
        runtime: { exec: true },
      },
    },
    workloads: { cart: { account: 'shop', listens: http(8080), runtime } },
  });
  expect(steps.map(({ kind }) => kind)).toEqual([
    'account',
    'running',
    'running',
    'targets',
    'calls',
    'door',
    'door',
    'own-name',
    'counted',
    'callers',
  ]);
  expect(of(steps, 'door')).toMatchObject([
    {
      what: 'front door https://shop.mall.example:443',
      answers: 'http',
      isTls: true,
      path: '/cart',
      isInternal: true,
    },
    { answers: 'redirect', isTls: false, port: 80 },
  ]);
  expect(of(steps, 'counted')).toMatchObject([
    { what: 'call gateway/edge -> cart:8080', cluster: 'cart_cart_8080' },
  ]);
});

it('lines of a script are read back, and nothing else is', () => {
  expect(
    checksIn(
      'ok           call a -> b:1: mutual; status 200\nStarting session: x\nnot checked  door https://a:1: b: c\n',
    ),
  ).toEqual([
    { result: 'ok', check: 'call a -> b:1', detail: 'mutual; status 200' },
    { result: 'not checked', check: 'door https://a:1', detail: 'b: c' },
  ]);
});
