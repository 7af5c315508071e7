import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProxySpec } from '../../core/dataplane/envoy';
import { stepsOf, type Step } from '../../core/verify';
import { newAuthority, type Authority } from '../envoy/authority';
import { stopAll } from '../envoy/running';
import { detailOf, newStage, resultsOf, type Stage } from './verify-stage';

let folder: string;
let authority: Authority;
let stage: Stage;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-verify-'));
  authority = await newAuthority();
  stage = await newStage(folder, authority);
});
afterEach(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

const steps = (): readonly Step[] => stepsOf(stage.deployable, stage.edges);

const asChecked = {
  'account shop': 'ok',
  'workload api runs': 'ok',
  'workload db runs': 'ok',
  'workload rpc runs': 'ok',
  'workload web runs': 'ok',
  'call web -> api': 'ok',
  'call web -> db': 'ok',
  'call web -> rpc': 'ok',
  'plaintext to api': 'ok',
  'plaintext to db': 'ok',
  'plaintext to rpc': 'ok',
  'callers of api': 'ok',
  'callers of db': 'ok',
  'callers of rpc': 'ok',
};

type Change = (proxy: ProxySpec) => ProxySpec;
type Changes = Readonly<Partial<Record<'api' | 'db' | 'web', Change>>>;

const startAll = (changes: Changes = {}, issuer?: Authority): Promise<unknown> =>
  Promise.all([
    stage.start('workload/api', changes.api, issuer),
    stage.start('workload/db', changes.db),
    stage.start('workload/rpc'),
    stage.start('workload/web', changes.web),
  ]);

/** A server that has no TLS, and callers that want none. */
const open: Change = (proxy) => ({
  ...proxy,
  inbound: proxy.inbound.map((inbound) => ({ ...inbound, tls: { kind: 'none' } })),
});
const openly: Change = (proxy) => ({
  ...proxy,
  upstreams: proxy.upstreams.map(({ tls: _tls, ...rest }) => rest),
});
/** A caller that verifies nothing, and shows a certificate as before. */
const blindly: Change = (proxy) => ({
  ...proxy,
  upstreams: proxy.upstreams.map(({ tls, ...rest }) => ({
    ...rest,
    ...(tls && {
      tls: { names: [], ...(tls.certificate !== undefined && { certificate: tls.certificate }) },
    }),
  })),
});
/** A caller that accepts any name of the authority. */
const anyName: Change = (proxy) => ({
  ...proxy,
  upstreams: proxy.upstreams.map(({ tls, ...rest }) => ({
    ...rest,
    ...(tls && { tls: { ...tls, names: [] } }),
  })),
});
/** A server that asks nobody for a certificate. */
const toAnybody: Change = (proxy) => ({
  ...proxy,
  inbound: proxy.inbound.map((inbound) => {
    if (inbound.tls.kind !== 'mesh') return inbound;
    const { clients: _, ...tls } = inbound.tls;
    return { ...inbound, tls };
  }),
});

test('a mesh as it was checked', async () => {
  await startAll();
  const ran = await stage.run(steps());
  expect(resultsOf(ran)).toEqual(asChecked);
  expect(detailOf(ran, 'call web -> api')).toMatch(
    /^mutual; status 200, chain and name are verified; handshakes \d -> [1-9]$/,
  );
  expect(ran.said).toMatch(/\n14 checks: 14 ok, 0 failed, 0 not checked\n$/);
  expect(ran.code).toBe(0);
});

test.each<readonly [what: string, changes: Changes, failed: Readonly<Record<string, string>>]>([
  [
    'servers and callers without TLS',
    { api: open, web: openly },
    {
      'call web -> api': 'mutual was expected; status 200 without TLS; handshakes 0 -> 0',
      'plaintext to api': 'answered with status 200',
      'call web -> db': 'mutual was expected; connected without TLS; handshakes 0 -> 0',
      'call web -> rpc': 'mutual was expected; status 503; handshakes 0 -> 0',
    },
  ],
  [
    'a caller that verifies nothing',
    { web: blindly },
    {
      'call web -> api': 'mutual was expected; status 200, and the proxy verifies no chain',
      'call web -> db': 'mutual was expected; connected, and the proxy verifies no chain',
      'call web -> rpc': 'mutual was expected; status 200, and the proxy verifies no chain',
    },
  ],
  [
    'a caller that accepts any name',
    { web: anyName },
    {
      'call web -> api': 'mutual was expected; status 200, and the proxy verifies no name',
      'call web -> db': 'mutual was expected; connected, and the proxy verifies no name',
      'call web -> rpc': 'mutual was expected; status 200, and the proxy verifies no name',
    },
  ],
  [
    'a server that asks nobody for a certificate',
    { api: toAnybody },
    { 'callers of api': 'handshakes without a certificate' },
  ],
])('%s: what is not as it was checked', async (_, changes, failed) => {
  await startAll(changes);
  const ran = await stage.run(steps());
  const wrong = ran.checks
    .filter(({ result }) => result === 'failed')
    .map(({ check }) => check.replace(/:\d+/, ''));
  expect(wrong.toSorted()).toEqual(Object.keys(failed).toSorted());
  for (const [check, detail] of Object.entries(failed)) expect(detailOf(ran, check)).toContain(detail);
  expect(ran.code).toBe(1);
});

test('the certificate of another authority', async () => {
  await startAll({}, await newAuthority('other'));
  const ran = await stage.run(steps());
  expect(detailOf(ran, 'call web -> api')).toMatch(
    /^mutual was expected; status 503, [1-9]\d* refused handshakes/,
  );
  expect(resultsOf(ran)).toMatchObject({ 'call web -> api': 'failed', 'call web -> db': 'ok' });
  expect(ran.code).toBe(1);
});

test('another verdict than what is deployed', async () => {
  await startAll();
  const verdict = 'plaintext' as const;
  const ran = await stage.run(
    stepsOf(
      stage.deployable,
      stage.edges.map((edge) => ({ ...edge, verdict })),
    ),
  );
  expect(detailOf(ran, 'call web -> api')).toContain(
    'plaintext was expected; status 200 with TLS of the mesh',
  );
  expect(ran.code).toBe(1);
});

test('a proxy that does not run', async () => {
  await stage.start('workload/api');
  await stage.start('workload/db');
  const ran = await stage.run(steps());
  expect(detailOf(ran, 'call web -> api')).toContain('mutual was expected; nothing was sent to the server');
  expect(ran.code).toBe(1);
});

test('the same in pods', async () => {
  await startAll();
  const inPods = steps().map((step): Step => {
    if (!('place' in step) || step.place.kind !== 'task') return step;
    const { account, service, container } = step.place;
    const deployment = service.replace('mall-', '');
    return {
      ...step,
      place: { kind: 'pod', account, cluster: 'main', namespace: 'mall', deployment, container },
    };
  });
  const ran = await stage.run(inPods);
  expect(resultsOf(ran)).toEqual(asChecked);
  expect(ran.code).toBe(0);
});

test('a check that is not possible fails nothing, and without any other it is not a success', async () => {
  const ran = await stage.run([
    { kind: 'skipped', what: 'call a -> b:1', because: "others run its containers; it's so" },
  ]);
  expect([ran.code, ran.checks]).toEqual([
    1,
    [{ result: 'not checked', check: 'call a -> b:1', detail: "others run its containers; it's so" }],
  ]);
});

test('without a program nothing is checked', async () => {
  await stage.run([]);
  const bash = spawnSync('/bin/bash', ['-c', 'type -P bash mktemp mkfifo rm'], { encoding: 'utf8' });
  const path = mkdtempSync(join(folder, 'path-'));
  for (const program of bash.stdout.trim().split('\n'))
    writeFileSync(join(path, program.split('/').at(-1) ?? ''), `#!/bin/sh\nexec ${program} "$@"\n`, {
      mode: 0o755,
    });
  const { status, stderr } = spawnSync('/bin/bash', [join(folder, 'verify.sh')], {
    env: { PATH: path },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, 'aws is needed to ask AWS: install it, and put it on PATH\n']);
});

test('roles are assumed, profiles named, and no key is in the script', async () => {
  await stage.run([
    {
      kind: 'account',
      account: 'a-1',
      id: '1',
      credentials: { kind: 'role', arn: "arn:aws:iam::1:role/o'k", externalId: 'x y' },
    },
    { kind: 'account', account: 'b', id: '2', credentials: { kind: 'profile', profile: 'the b' } },
  ]);
  const script = readFileSync(join(folder, 'verify.sh'), 'utf8');
  expect(script).toContain(`sign_in a-1 'arn:aws:iam::1:role/o'\\''k' 'x y'\n`);
  expect(script).toContain(
    `    b) env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY -u AWS_SESSION_TOKEN AWS_PROFILE='the b' "$@" ;;`,
  );
});
