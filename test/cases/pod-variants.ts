import { write, type WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';

const { http, tcp, endpoint, loadBalancer } = write;

/** Yelb with each account's own cluster of EKS. */
export const onEks: WrittenTopology = {
  ...yelb,
  clusters: {
    fronts: { kind: 'eks', account: 'frontend', publicAccess: ['198.51.100.0/24'] },
    backs: { kind: 'eks', account: 'backend', nodes: { types: ['m7g.large', 'm6g.large'], least: 3 } },
  },
  workloads: Object.fromEntries(
    Object.entries(yelb.workloads ?? {}).map(([key, workload]) => [
      key,
      workload.account === 'backend' && workload.runtime !== undefined
        ? { ...workload, runtime: { ...workload.runtime, architecture: 'ARM64' as const } }
        : workload,
    ]),
  ),
};

/** What the front is on EKS, in a cluster that exists, and calls is on ECS; each workload uses other parts of a runtime. */
export const halfOnEks: WrittenTopology = {
  mesh: 'shop',
  region: 'eu-west-1',
  owner: 'front',
  accounts: {
    front: { id: '111111111111', role: 'deploy', network: { cidr: '10.1.0.0/16' } },
    back: { id: '222222222222', role: 'deploy', network: { cidr: '10.2.0.0/16' } },
  },
  authority: { kind: 'private-ca', commonName: 'shop root' },
  clusters: {
    old: { kind: 'eks', account: 'front', existing: 'platform', namespace: 'shop-front' },
    tasks: { kind: 'ecs', account: 'back' },
    pods: { kind: 'eks', account: 'back', version: '1.34', addons: { 'vpc-cni': 'v1.20.4-eksbuild.2' } },
  },
  stores: { legal: { kind: 'kubernetes-secret', mountPath: '/legal', secret: 'notices' } },
  workloads: {
    web: {
      account: 'front',
      listens: http(80),
      calls: ['orders', 'stock'],
      entry: loadBalancer(80, { scheme: 'internet-facing', sources: ['0.0.0.0/0'] }),
      runtime: {
        image: 'web:1',
        cpu: 1024,
        memory: 2048,
        user: '1000:1000',
        environment: { ORDERS: `http://${endpoint('orders')}`, SHELL_SAYS: 'costs $(price) or $$' },
        secrets: { PASSWORD: 'database/pass.word' },
        healthCheck: { command: ['CMD-SHELL', 'curl -f http://127.0.0.1/ || exit 1'] },
        replicas: { least: 2, most: 6, cpu: 70 },
        stores: ['legal'],
        writes: ['/tmp'],
        readOnly: true,
        tracing: 'opentelemetry',
        policies: ['arn:aws:iam::111111111111:policy/web'],
      },
    },
    orders: {
      account: 'back',
      listens: http(8080),
      calls: ['stock'],
      interception: 'iptables',
      runtime: { image: 'orders:1', cluster: 'pods', replicas: 1 },
    },
    stock: { account: 'back', listens: tcp(5432), runtime: { image: 'stock:1', cluster: 'tasks' } },
  },
  gateways: {
    door: {
      account: 'front',
      listens: { port: 8443, protocol: 'http' },
      routes: [{ service: 'orders', prefix: '/' }],
      entry: loadBalancer(80),
      runtime: { tracing: 'x-ray' },
    },
  },
};

/** Topologies whose stacks have what runs on EKS. */
export const podVariants: Readonly<Record<string, WrittenTopology>> = {
  'every workload on EKS': onEks,
  'one half on EKS, the other on ECS': halfOnEks,
};
