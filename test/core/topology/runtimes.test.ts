import { at, layerOf } from '../../../core/topology';
import { findingsIn, parsed, yelb } from './written';

const SECRET = 'arn:aws:secretsmanager:us-west-2:222222222222:secret:db-AbCdEf';
const withRuntime = (runtime: object, more: object = {}) => ({
  ...yelb,
  workloads: { ...yelb.workloads, 'yelb-db': { ...yelb.workloads['yelb-db'], runtime } },
  ...more,
});
const runtimeOf = (runtime: object, more: object = {}) =>
  at(parsed(withRuntime(runtime, more)).workloads, 'yelb-db').runtime;

describe('a runtime', () => {
  test('needs an image alone: it is two small tasks on Fargate, with logs of 90 days', () => {
    expect(runtimeOf({ image: 'postgres:17' })).toEqual({
      at: ['workloads', 'yelb-db', 'runtime'],
      cluster: 'backend',
      cpu: 256,
      memory: 512,
      architecture: 'X86_64',
      replicas: { least: 2, cpuPercent: 60 },
      logs: { retentionDays: 90 },
      exec: false,
      tracing: 'none',
      application: {
        image: 'postgres:17',
        environment: {},
        secrets: {},
        stores: [],
        writes: [],
        readOnly: false,
        policies: [],
      },
    });
  });

  test('of a gateway has no application', () => {
    const { gateways, clusters } = parsed({
      ...yelb,
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http' },
          routes: [{ service: 'yelb-ui' }],
          runtime: { cpu: 512, memory: 1024 },
        },
      },
    });
    expect(at(gateways, 'door').runtime).toMatchObject({ cluster: 'frontend', cpu: 512, memory: 1024 });
    expect(at(gateways, 'door').runtime).not.toHaveProperty('application');
    expect(Object.keys(clusters)).toEqual(['frontend']);
  });

  test('runs in the only cluster of its account, or in one that is made for it', () => {
    const own = { clusters: { main: { kind: 'ecs', account: 'backend' } } };
    expect(runtimeOf({ image: 'i' }, own)).toMatchObject({ cluster: 'main' });
    expect(Object.keys(parsed(withRuntime({ image: 'i' }, own)).clusters)).toEqual(['main']);
    const { clusters } = parsed(withRuntime({ image: 'i' }));
    expect(at(clusters, 'backend')).toMatchObject({ kind: 'ecs', account: 'backend', capacity: [] });
  });

  test('an account that runs nothing gets no cluster', () => {
    expect(parsed(yelb).clusters).toEqual({});
  });

  test('has one number of tasks, or a range of them', () => {
    expect(runtimeOf({ image: 'i', replicas: 5 })).toMatchObject({ replicas: { least: 5, cpuPercent: 60 } });
    expect(runtimeOf({ image: 'i', replicas: { least: 2, most: 9, cpu: 40 } })).toMatchObject({
      replicas: { least: 2, most: 9, cpuPercent: 40 },
    });
  });

  test('shows the texts of its application as they were written', () => {
    const environment = { CACHE: '${service.redis-server}', EMPTY: ' ' };
    const { application } = runtimeOf({ image: 'i', environment, secrets: { PASSWORD: SECRET } }) ?? {};
    expect(application).toMatchObject({ environment, secrets: { PASSWORD: SECRET } });
  });

  test.each([
    ['a name of a secret', { image: 'i', secrets: { PASSWORD: 'db' } }, 'a secret is the ARN of one'],
    ['31 days of logs', { image: 'i', logs: { days: 31 } }, 'CloudWatch keeps logs for one of these numbers'],
    [
      'a health check without CMD',
      { image: 'i', healthCheck: { command: ['true'] } },
      'write CMD or CMD-SHELL',
    ],
    ['a relative folder', { image: 'i', writes: ['tmp'] }, 'a folder in a container starts with "/"'],
    ['no image', {}, '"image" is missing'],
  ])('with %s is refused', (_, runtime, words) => {
    expect(findingsIn(withRuntime(runtime)).join('\n')).toContain(words);
  });
});

test('a store on EFS is created where it names no file system', () => {
  const { stores } = parsed({
    ...yelb,
    certificates: {
      'yelb-db': {
        kind: 'file',
        chain: '/certs/tls.crt',
        privateKey: '/certs/tls.key',
        store: 'disk',
        facts: { issuer: 'root' },
      },
    },
    stores: { disk: { kind: 'efs', files: { 'tls.crt': SECRET, 'tls.key': SECRET } } },
  });
  expect(at(stores, 'disk')).toEqual({
    key: 'disk',
    at: ['stores', 'disk'],
    kind: 'efs',
    mountPath: '/certs',
    files: { 'tls.crt': SECRET, 'tls.key': SECRET },
  });
});

test('an application load balancer stands where requests can be read', () => {
  const http = { protocol: 'http' } as const;
  expect(layerOf({ inside: 'encrypted' }, http)).toBe('application');
  expect(layerOf({ inside: 'plain' }, { protocol: 'grpc' })).toBe('application');
  expect(layerOf({ inside: 'passed' }, http)).toBe('network');
  expect(layerOf({ inside: 'encrypted' }, { protocol: 'tcp' })).toBe('network');
  expect(layerOf({ inside: 'plain' }, undefined)).toBe('network');
});

describe('an entry', () => {
  const withEntry = (entry: object, more: object = {}) => ({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      'yelb-ui': { ...yelb.workloads['yelb-ui'], entry: { port: 443, ...entry } },
    },
    ...more,
  });
  const entryOf = (written: object) => at(parsed(written).workloads, 'yelb-ui').entries[0];

  test('is protected as everything is', () => {
    expect(entryOf(withEntry({}))).toMatchObject({ deletionProtection: true });
    expect(entryOf(withEntry({}, { removalProtection: false }))).toMatchObject({ deletionProtection: false });
    expect(entryOf(withEntry({ deletionProtection: true }, { removalProtection: false }))).toMatchObject({
      deletionProtection: true,
    });
  });

  test('has a record in a private zone unless it says otherwise', () => {
    expect(entryOf(withEntry({ record: { name: 'ui.example.com' } }))?.record).toEqual({
      at: ['workloads', 'yelb-ui', 'entry', 'record'],
      name: 'ui.example.com',
      private: true,
    });
  });

  test('whose bytes a gateway gets has its record in the certificate of the gateway', () => {
    const { certificates } = parsed({
      ...yelb,
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http' },
          entry: { port: 443, inside: 'passed', record: { name: 'door.example.com' } },
          routes: [{ service: 'yelb-ui' }],
        },
      },
    });
    expect(at(certificates, 'door').facts.names).toEqual(['door.example.com']);
  });
});

test('a health check without CMD or CMD-SHELL says what to write', () => {
  expect(
    findingsIn(withRuntime({ image: 'redis:7', healthCheck: { command: ['redis-cli', 'ping'] } })),
  ).toEqual([expect.stringMatching(/runtime\.healthCheck\.command.*write CMD or CMD-SHELL first/s)]);
});

test('the record of a load balancer that faces the internet is in a public zone where nothing else is written', () => {
  const entry = { port: 443, sources: ['0.0.0.0/0'], record: { name: 'votes.example.com' } };
  const privacyOf = (more: object) =>
    at(
      parsed({
        ...yelb,
        workloads: {
          ...yelb.workloads,
          'yelb-ui': { ...yelb.workloads['yelb-ui'], entry: { ...entry, ...more } },
        },
      }).workloads,
      'yelb-ui',
    ).entries[0]?.record?.private;
  expect(privacyOf({})).toBe(true);
  expect(privacyOf({ scheme: 'internet-facing' })).toBe(false);
  expect(privacyOf({ scheme: 'internet-facing', record: { ...entry.record, private: true } })).toBe(true);
});
