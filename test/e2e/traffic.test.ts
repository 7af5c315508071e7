import type { WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { installAwsCommand } from '../../local/aws-command';
import { findEnvoy } from '../../local/envoy';
import { inventoryOf } from '../../local/inventory';
import { cacheFolder } from '../../local/packages';
import { runTraffic, type TrafficOptions, type TrafficReport } from '../../local/tasks';
import { deployed, newGround, type Ground } from './ground';
import * as breaks from './traffic-breaks';

// Yelb's tasks run from what was deployed, whole and with one thing broken at a time.
jest.setTimeout(1_200_000);

const { frontend, backend, region } = breaks;
let ground: Ground;
let tools: TrafficOptions['tools'];
beforeAll(async () => {
  ground = await newGround();
  const written: WrittenTopology = { ...yelb, dataPlane: 'envoy' };
  await deployed(ground.stage('yelb', written));
  const envoy = await findEnvoy(cacheFolder());
  const aws = await installAwsCommand(cacheFolder());
  if (!envoy.ok || !aws.ok) throw new Error('Envoy or the command of AWS cannot be installed');
  tools = { envoy: envoy.binary, aws: aws.command };
});
afterAll(() => ground.end());

async function traffic(more: Partial<TrafficOptions> = {}): Promise<TrafficReport> {
  const accounts = [frontend, backend];
  const run = await runTraffic({ url: ground.aws.url, region, accounts, tools, most: 1, ...more });
  if (!run.ok) throw new Error(run.problem);
  return run.report;
}

/** What is reported with one thing broken, which is mended afterwards. */
async function broken(how: breaks.Break): Promise<TrafficReport> {
  const mend = await how(ground.aws.url);
  try {
    return await traffic({ taskPatienceMs: 60_000, doorPatienceMs: 10_000 });
  } finally {
    await mend();
  }
}

test('a request goes through all tasks, and each side of each hop has verified the other', async () => {
  const before = await inventoryOf(ground.aws.url, [frontend, backend], region);
  const report = await traffic({ most: 2 });
  expect(report).toMatchObject({ ok: true, problems: [], refusals: [] });
  expect(report.tasks).toHaveLength(6);
  const of = (name: string): string => `yelb-${name}`;
  expect(
    report.hops.map(({ caller, callee, plaintext, callerVerified, calleeVerified }) => ({
      hop: `${caller} ${callee}`,
      plaintext,
      verified: [callerVerified, calleeVerified],
    })),
  ).toEqual(
    expect.arrayContaining(
      [
        ['yelb-ui', 'frontend', 'yelb-appserver'],
        ['yelb-appserver', 'backend', 'yelb-db'],
        ['yelb-appserver', 'backend', 'redis-server'],
      ].map(([caller = '', account = '', callee = '']) => ({
        hop: `${of(caller)} ${of(callee)}`,
        plaintext: 0,
        verified: [[`${caller}.${account}.yelb.internal`], [`${callee}.backend.yelb.internal`]],
      })),
    ),
  );
  expect(report.renewal).not.toHaveProperty('problem');
  expect(await inventoryOf(ground.aws.url, [frontend, backend], region)).toEqual(before);
});

test('a role that lacks the certificate', async () => {
  const { ok, tasks } = await broken(breaks.withoutPolicy);
  expect(ok).toBe(false);
  expect(tasks.find(({ service }) => service === 'yelb-yelb-appserver')?.problem).toMatch(
    /"files-init" ended with code 1: .*not authorized to perform: acm:ExportCertificate/,
  );
});

test('a security group that misses a port', async () => {
  const { ok, refusals } = await broken(breaks.withoutPort);
  expect(ok).toBe(false);
  expect(refusals.join('\n')).toMatch(
    /no ingress rule .* permits TCP port 24567 from task 1 of "yelb-yelb-ui"/,
  );
});

test('a name that does not resolve', async () => {
  const { ok, problems } = await broken(breaks.withoutName);
  expect(ok).toBe(false);
  expect(problems.join('\n')).toContain('"yelb-appserver.backend.yelb.internal" does not resolve in vpc-');
});

test('an init container that is left out', async () => {
  const { ok, tasks } = await broken(breaks.withoutInit);
  expect(ok).toBe(false);
  expect(tasks.find(({ service }) => service === 'yelb-yelb-appserver')?.problem).toMatch(
    /container "envoy" ended with code 1: .*does not exist/,
  );
});

test('a script that writes in place', async () => {
  const { ok, renewal } = await broken(breaks.writesInPlace);
  expect(ok).toBe(false);
  expect(renewal?.problem).toContain('still presents the certificate from before its renewal');
});

test('a trust in another authority', async () => {
  const { ok, tasks, doors } = await broken(breaks.ofAnotherAuthority);
  expect(ok).toBe(false);
  expect(tasks.find(({ service }) => service === 'yelb-yelb-appserver')?.problem).toContain(
    'container "envoy" stays unhealthy',
  );
  expect(doors).not.toContainEqual(expect.objectContaining({ ok: true, status: 200 }));
});
