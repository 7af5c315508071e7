import type { FixCase } from './followed';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:db-AbCdEf';
const ABROAD = SECRET.replace('eu-west-1', 'us-east-1');
const FOREIGN = SECRET.replace('222222222222', '111111111111');

/** `api` with a runtime. */
const runs = (more: object) => ({ workloads: { api: { runtime: { image: 'i', ...more } } } });
/** `web`, which calls `api`, with a runtime. */
const calls = (more: object) => ({ workloads: { web: { runtime: { image: 'i', ...more } } } });
const typedCalls = (more: object) => ({ workloads: { web: { runtime: more } } });
const typedRuns = (more: object) => ({ workloads: { api: { runtime: more } } });
const capacity = (...shares: readonly object[]) => ({
  clusters: { main: { kind: 'ecs', account: 'back', capacity: shares } },
});
const accepted = (finding: string) => ({ accept: [{ finding, because: 'it is meant' }] });
const twoPorts = [
  { port: 80, protocol: 'http' },
  { port: 81, protocol: 'http' },
];
const inStore = {
  certificates: {
    api: {
      kind: 'file',
      chain: '/certs/c.pem',
      privateKey: '/certs/k.pem',
      store: 'vault',
      facts: { issuer: 'root', names: ['api.back.shop.internal'] },
    },
  },
  workloads: { api: { listens: { tls: { certificate: 'api' } } } },
};

/** Mistakes in what runs containers, and in the stores that they read. */
export const runtimeFixes: readonly FixCase[] = [
  {
    rule: 'runtime/cluster',
    what: 'which of several',
    mistake: {
      ...runs({}),
      clusters: { one: { kind: 'ecs', account: 'back' }, two: { kind: 'ecs', account: 'back' } },
    },
    typed: typedRuns({ cluster: 'one' }),
  },
  {
    rule: 'runtime/cluster',
    what: 'of another account',
    mistake: { ...runs({ cluster: 'main' }), clusters: { main: { kind: 'ecs', account: 'front' } } },
    typed: typedRuns({ cluster: undefined }),
  },
  {
    rule: 'runtime/cluster',
    what: 'whose name is taken',
    mistake: { ...runs({}), clusters: { back: { kind: 'eks', account: 'front' } } },
    typed: { clusters: { 'back-tasks': { kind: 'ecs', account: 'back' } } },
  },
  {
    rule: 'runtime/replicas',
    what: 'more at most',
    mistake: runs({ replicas: { least: 4, most: 2 } }),
    typed: typedRuns({ replicas: { most: 4 } }),
  },
  {
    rule: 'runtime/replicas',
    what: 'the number alone',
    mistake: runs({ replicas: { least: 4, most: 2 } }),
    typed: typedRuns({ replicas: 4 }),
  },
  {
    rule: 'runtime/size',
    what: 'too little memory',
    mistake: runs({ cpu: 8192, memory: 30_000 }),
    typed: typedRuns({ cpu: 8192, memory: 32_768 }),
  },
  {
    rule: 'runtime/size',
    what: 'too much memory',
    mistake: runs({ cpu: 256, memory: 3000 }),
    typed: typedRuns({ cpu: 512, memory: 3072 }),
  },
  {
    rule: 'runtime/size',
    what: 'of a gateway',
    mistake: {
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http' },
          routes: [{ service: 'api' }],
          runtime: { cpu: 16_384, memory: 32_000 },
        },
      },
    },
    typed: { gateways: { door: { runtime: { cpu: 16_384, memory: 32_768 } } } },
  },
  {
    rule: 'runtime/network',
    mistake: { accounts: { back: { network: undefined } }, ...runs({}) },
    typed: { accounts: { back: { network: { cidr: '10.21.0.0/16' } } } },
  },
  {
    rule: 'runtime/no-internet',
    mistake: { accounts: { back: { network: { internet: 'none' } } }, ...runs({}) },
    typed: { accounts: { back: { network: { internet: 'nat' } } } },
  },
  {
    rule: 'runtime/no-internet',
    what: 'accepted',
    mistake: { accounts: { back: { network: { internet: 'none' } } }, ...runs({}) },
    typed: accepted('runtime/no-internet'),
  },
  {
    rule: 'runtime/endpoint',
    what: 'that is not called',
    mistake: {
      workloads: {
        web: { runtime: { image: 'i', environment: { NEXT: '${service.next}' } } },
        next: { account: 'back', listens: { port: 81, protocol: 'http' } },
      },
    },
    typed: { workloads: { web: { calls: ['api', 'next'] } } },
  },
  {
    rule: 'runtime/endpoint',
    what: 'a typing error',
    mistake: calls({ environment: { API: '${service.apii}' } }),
    typed: typedCalls({ environment: { API: '${service.api}' } }),
  },
  {
    rule: 'runtime/endpoint',
    what: 'where nothing is called',
    mistake: runs({ command: ['serve', '--next', 'http://${service.web}/'] }),
    typed: { workloads: { api: { calls: ['web'] }, web: { calls: [] } } },
    also: { workloads: { web: { listens: { port: 80, protocol: 'http' } } } },
  },
  {
    rule: 'runtime/endpoint',
    what: 'on which of several ports',
    mistake: {
      workloads: {
        ...calls({ environment: { API: '${service.api}' } }).workloads,
        api: { listens: twoPorts },
      },
    },
    typed: typedCalls({ environment: { API: '${service.api:81}' } }),
  },
  {
    rule: 'runtime/endpoint',
    what: 'on a port that it does not have',
    mistake: calls({ environment: { API: '${service.api:80}' } }),
    typed: typedCalls({ environment: { API: '${service.api:8080}' } }),
  },
  {
    rule: 'runtime/endpoint',
    what: 'that is no key',
    mistake: calls({ environment: { API: '${service.API}' } }),
    typed: typedCalls({ environment: { API: '${service.api}' } }),
  },
  {
    rule: 'runtime/endpoint',
    what: 'of which only the name is known',
    mistake: {
      workloads: {
        web: { calls: ['api', 'old'], runtime: { image: 'i', environment: { OLD: '${service.old}' } } },
      },
      services: { old: { name: 'old.example.com', account: 'back', existing: true } },
    },
    typed: typedCalls({ environment: { OLD: '${service.old:80}' } }),
  },
  {
    rule: 'runtime/endpoint',
    what: 'where it is only copied',
    mistake: calls({ entryPoint: ['/serve', '${service.api}'] }),
    typed: typedCalls({ environment: { API: '${service.api}' } }),
    also: typedCalls({ entryPoint: ['/serve'] }),
  },
  {
    rule: 'runtime/secret-elsewhere',
    what: 'in another region',
    mistake: runs({ secrets: { PASSWORD: ABROAD } }),
    typed: typedRuns({ secrets: { PASSWORD: SECRET } }),
  },
  {
    rule: 'runtime/secret-elsewhere',
    what: 'in another account: accepted',
    mistake: runs({ secrets: { PASSWORD: FOREIGN } }),
    typed: accepted('runtime/secret-elsewhere'),
  },
  {
    rule: 'runtime/log-key',
    mistake: runs({ logs: { kmsKey: 'arn:aws:kms:us-east-1:222222222222:key/1' } }),
    typed: typedRuns({ logs: { kmsKey: 'arn:aws:kms:eu-west-1:222222222222:key/1' } }),
  },
  {
    rule: 'runtime/log-key',
    what: 'dropped',
    mistake: runs({ logs: { kmsKey: 'arn:aws:kms:us-east-1:222222222222:key/1' } }),
    typed: typedRuns({ logs: { kmsKey: undefined } }),
  },
  {
    rule: 'runtime/broad-policy',
    mistake: runs({ policies: ['arn:aws:iam::aws:policy/AWSAppMeshFullAccess'] }),
    typed: typedRuns({ policies: ['arn:aws:iam::222222222222:policy/api'] }),
  },
  {
    rule: 'cluster/capacity',
    what: 'of Fargate and of machines',
    mistake: { ...runs({}), ...capacity({ provider: 'FARGATE' }, { provider: 'machines' }) },
    typed: capacity({ provider: 'FARGATE' }),
  },
  {
    rule: 'cluster/capacity',
    what: 'named twice',
    mistake: { ...runs({}), ...capacity({ provider: 'FARGATE' }, { provider: 'FARGATE', weight: 2 }) },
    typed: capacity({ provider: 'FARGATE' }),
  },
  {
    rule: 'cluster/capacity',
    what: 'two bases',
    mistake: {
      ...runs({}),
      ...capacity({ provider: 'FARGATE', base: 1 }, { provider: 'FARGATE_SPOT', base: 1 }),
    },
    typed: capacity({ provider: 'FARGATE', base: 1 }, { provider: 'FARGATE_SPOT' }),
  },
  {
    rule: 'cluster/capacity',
    what: 'that gets nothing',
    mistake: { ...runs({}), ...capacity({ provider: 'FARGATE', weight: 0 }) },
    typed: capacity({ provider: 'FARGATE', weight: 1 }),
  },
  {
    rule: 'runtime/exec',
    what: 'no exec',
    mistake: runs({ exec: true, readOnly: true }),
    typed: typedRuns({ exec: false }),
  },
  {
    rule: 'runtime/exec',
    what: 'a file system that can be written to',
    mistake: runs({ exec: true, readOnly: true }),
    typed: typedRuns({ readOnly: false }),
  },
  {
    rule: 'store/access-point',
    mistake: {
      ...inStore,
      stores: { vault: { kind: 'efs', accessPoint: 'fsap-0123456789abcdef0' } },
    },
    typed: { stores: { vault: { fileSystem: 'fs-0123456789abcdef0' } } },
  },
  {
    rule: 'store/secret-elsewhere',
    mistake: {
      ...inStore,
      stores: { vault: { kind: 'secrets-manager', files: { 'tls.crt': ABROAD } } },
    },
    typed: { stores: { vault: { files: { 'tls.crt': SECRET } } } },
  },
  {
    rule: 'topology/unused',
    what: 'a key of another kind of store',
    mistake: {
      ...inStore,
      stores: { vault: { kind: 'secrets-manager', files: { 'tls.crt': SECRET }, secret: 'vault' } },
    },
    typed: { stores: { vault: { secret: undefined } } },
  },
];
