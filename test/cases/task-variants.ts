import { param, write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';

const { http, tcp, endpoint, loadBalancer } = write;

const ARN = 'arn:aws:secretsmanager:us-west-2:222222222222:secret:db-a1b2c3';

/** Yelb on ECS, in which each workload uses other parts of what a runtime can say; tasks of the owner are in its second stack. */
export const onEcs: WrittenTopology = {
  ...yelb,
  parameters: { tag: { type: 'string', pattern: '[a-z0-9.]+' }, greeting: { type: 'string' } },
  clusters: {
    spot: {
      kind: 'ecs',
      account: 'backend',
      capacity: [
        { provider: 'FARGATE', base: 1 },
        { provider: 'FARGATE_SPOT', weight: 3 },
      ],
    },
    machines: {
      kind: 'ecs',
      account: 'backend',
      existing: 'machines',
      capacity: [{ provider: 'on-demand' }],
    },
  },
  stores: { legal: { kind: 'secrets-manager', mountPath: '/legal', files: { 'notice.pem': ARN } } },
  workloads: {
    'yelb-ui': {
      account: 'frontend',
      listens: http(80),
      calls: ['yelb-appserver'],
      entry: loadBalancer(80),
      tags: { tier: 'front' },
      runtime: {
        image: 'public.ecr.aws/yelb/ui:1',
        environment: { APPSERVER: `http://${endpoint('yelb-appserver')}/`, GREETING: param('greeting') },
        replicas: { least: 2, most: 8, cpu: 70 },
        readOnly: true,
        writes: ['/var/cache/nginx', '/tmp'],
        tracing: 'x-ray',
      },
    },
    'yelb-appserver': {
      account: 'backend',
      listens: http(4567),
      calls: ['yelb-db', 'redis-server'],
      runtime: {
        cluster: 'spot',
        image: '222222222222.dkr.ecr.us-west-2.amazonaws.com/yelb/app:1',
        command: ['serve', '--db', endpoint('yelb-db')],
        secrets: { PASSWORD: `${ARN}:password::` },
        healthCheck: { command: ['CMD-SHELL', 'curl -f http://127.0.0.1:4567/ || exit 1'] },
        policies: ['arn:aws:iam::222222222222:policy/orders'],
        stores: ['legal'],
        tracing: 'opentelemetry',
        exec: true,
        logs: {
          days: 30,
          kmsKey: 'arn:aws:kms:us-west-2:222222222222:key/11111111-2222-3333-4444-555555555555',
        },
        cpu: 512,
        memory: 1024,
      },
    },
    'yelb-db': { account: 'backend', listens: tcp(5432), runtime: { cluster: 'spot', image: 'postgres:16' } },
    'redis-server': {
      account: 'backend',
      listens: tcp(6379),
      runtime: { cluster: 'machines', image: 'redis:7', replicas: 3, architecture: 'ARM64', user: '999:999' },
    },
  },
};

const gateway: WrittenTopology = {
  ...onEcs,
  gateways: {
    door: {
      listens: http(8080),
      routes: [{ name: 'all', prefix: '/', service: 'yelb-appserver' }],
      entry: loadBalancer(443, { inside: 'encrypted' }),
      runtime: { replicas: 2 },
    },
  },
};

/** Topologies that between them use all that ECS runs, on each data plane that has tasks. */
export const taskVariants: Readonly<Record<string, WrittenTopology>> = {
  'tasks on app-mesh': { ...onEcs, dataPlane: 'app-mesh' },
  'tasks on envoy': { ...onEcs, dataPlane: 'envoy' },
  'a gateway on app-mesh': { ...gateway, dataPlane: 'app-mesh' },
  'a gateway on envoy': { ...gateway, dataPlane: 'envoy', transport: 'variables' },
};
