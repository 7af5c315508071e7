import type { FixCase } from './followed';
import { onEcs, onEks, typedPods, typedTasks } from './on-clusters';

const typedRuns = (runtime: object) => ({ workloads: { api: { runtime } } });

/** Mistakes in clusters. */
export const clusterFixes: readonly FixCase[] = [
  {
    rule: 'cluster/keys',
    what: 'of ECS, on EKS',
    mistake: onEks({ capacity: [{ provider: 'FARGATE' }] }),
    typed: typedPods({ capacity: undefined }),
  },
  {
    rule: 'cluster/keys',
    what: 'of EKS, on ECS',
    mistake: onEcs({ version: '1.34' }),
    typed: typedTasks({ version: undefined }),
  },
  {
    rule: 'cluster/keys',
    what: 'another kind',
    mistake: onEcs({ namespace: 'shop' }),
    typed: typedTasks({ kind: 'eks' }),
  },
  {
    rule: 'cluster/keys',
    what: 'of one that is created',
    mistake: onEks({ existing: 'platform', nodes: { least: 3 } }),
    typed: typedPods({ nodes: undefined }),
  },
  {
    rule: 'cluster/keys',
    what: 'administrators of one that is created',
    mistake: onEks({ existing: 'platform', administrators: ['deploy'] }),
    typed: typedPods({ administrators: undefined }),
  },
  {
    rule: 'topology/value',
    what: 'an administrator',
    mistake: onEks({ administrators: [] }),
    typed: typedPods({ administrators: ['deploy'] }),
  },
  {
    rule: 'cluster/keys',
    what: 'created after all',
    mistake: onEks({ existing: 'platform', version: '1.34' }),
    typed: typedPods({ existing: undefined }),
  },
  {
    rule: 'cluster/keys',
    what: 'a name, and no ARN',
    mistake: onEks({ existing: 'arn:aws:eks:eu-west-1:222222222222:cluster/platform' }),
    typed: typedPods({ existing: 'platform' }),
  },
  {
    rule: 'topology/value',
    what: 'a version that EKS does not have',
    mistake: onEks({ version: '1.24' }),
    typed: typedPods({ version: '1.34' }),
  },
  {
    rule: 'cluster/nodes',
    what: 'without network interfaces for pods',
    mistake: onEks({ nodes: { types: ['t3.large'] } }),
    typed: typedPods({ nodes: { types: ['m6i.large'] } }),
  },
  {
    rule: 'cluster/nodes',
    what: 'of two architectures',
    mistake: onEks({ nodes: { types: ['m6i.large', 'm7g.large'] } }),
    typed: typedPods({ nodes: { types: ['m6i.large'] } }),
  },
  {
    rule: 'cluster/nodes',
    what: 'fewer at most',
    mistake: onEks({ nodes: { least: 4, most: 2 } }),
    typed: typedPods({ nodes: { most: 4 } }),
  },
  {
    rule: 'cluster/architecture',
    what: 'of the containers',
    mistake: onEks({}, { architecture: 'ARM64' }),
    typed: typedRuns({ architecture: 'X86_64' }),
  },
  {
    rule: 'cluster/architecture',
    what: 'of the nodes',
    mistake: onEks({}, { architecture: 'ARM64' }),
    typed: typedPods({ nodes: { types: ['m6g.large'] } }),
  },
  {
    rule: 'cluster/network',
    what: 'a network',
    mistake: { accounts: { back: { network: undefined } }, ...onEks({}) },
    typed: { accounts: { back: { network: { cidr: '10.21.0.0/16' } } } },
  },
  {
    rule: 'cluster/network',
    what: 'a second zone',
    mistake: { accounts: { back: { network: { zones: ['eu-west-1a'] } } }, ...onEks({}) },
    typed: { accounts: { back: { network: { zones: ['eu-west-1a', 'eu-west-1b'] } } } },
  },
  {
    rule: 'cluster/network',
    what: 'a subnet in a second zone',
    mistake: {
      accounts: {
        back: {
          network: {
            cidr: undefined,
            vpc: 'vpc-0123456789abcdef0',
            cidrs: ['10.21.0.0/16'],
            subnets: { private: ['subnet-0123456789abcdef0'] },
          },
        },
      },
      ...onEks({}),
    },
    typed: {
      accounts: {
        back: {
          network: { subnets: { private: ['subnet-0123456789abcdef0', 'subnet-1123456789abcdef0'] } },
        },
      },
    },
  },
  {
    rule: 'cluster/room',
    what: 'more nodes',
    mistake: onEks({ nodes: { least: 2, types: ['m6i.large'] } }, { replicas: { least: 15, most: 15 } }),
    typed: typedPods({ nodes: { least: 3 } }),
  },
  {
    rule: 'cluster/room',
    what: 'larger nodes',
    mistake: onEks({ nodes: { least: 2, types: ['m6i.large'] } }, { replicas: { least: 15, most: 15 } }),
    typed: typedPods({ nodes: { types: ['m6i.xlarge'] } }),
  },
  {
    rule: 'cluster/public-access',
    what: 'some blocks',
    mistake: onEks({ publicAccess: ['0.0.0.0/0'] }),
    typed: typedPods({ publicAccess: ['198.51.100.7/32'] }),
  },
  {
    rule: 'cluster/public-access',
    what: 'halves of the internet',
    mistake: onEks({ publicAccess: ['0.0.0.0/1', '128.0.0.0/1'] }),
    typed: typedPods({ publicAccess: ['198.51.100.7/32'] }),
  },
  {
    rule: 'cluster/public-access',
    what: 'a block of length 7',
    mistake: onEks({ publicAccess: ['198.51.100.0/24', '52.0.0.0/7'] }),
    typed: typedPods({ publicAccess: ['198.51.100.7/32'] }),
  },
  {
    rule: 'cluster/public-access',
    what: 'none',
    mistake: onEks({ publicAccess: ['0.0.0.0/0'] }),
    typed: typedPods({ publicAccess: undefined }),
  },
  {
    rule: 'cluster/same',
    what: 'dropped',
    mistake: {
      clusters: {
        one: { kind: 'eks', account: 'back', existing: 'platform' },
        two: { kind: 'eks', account: 'back', existing: 'platform' },
      },
      workloads: { api: { runtime: { image: 'i', cluster: 'one' } } },
    },
    typed: { clusters: { two: undefined } },
  },
  {
    rule: 'cluster/same',
    what: 'in a namespace of its own',
    mistake: {
      clusters: {
        one: { kind: 'eks', account: 'back', existing: 'platform' },
        two: { kind: 'eks', account: 'back', existing: 'platform' },
      },
      workloads: {
        api: { runtime: { image: 'i', cluster: 'one' } },
        web: { account: 'back', runtime: { image: 'i', cluster: 'two' } },
      },
    },
    typed: { clusters: { two: { namespace: 'shop-two' } } },
  },
  {
    rule: 'cluster/namespace',
    mistake: onEks({ namespace: 'default' }),
    typed: typedPods({ namespace: 'mesh' }),
  },
];
