import type { FixCase } from './followed';
import { onEcs, onEks, typedPods } from './on-clusters';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:db-AbCdEf';

/** Names of services that all lead to `api`. */
const many = Array.from({ length: 500 }, (_, index) => `service-${index}`);
const typedRuns = (runtime: object) => ({ workloads: { api: { runtime } } });

/** Mistakes in what runs on clusters of EKS. */
export const podFixes: readonly FixCase[] = [
  {
    rule: 'runtime/name',
    mistake: {
      clusters: { pods: { kind: 'eks', account: 'back' } },
      workloads: {
        'meshspan-registrar': { account: 'back', calls: ['api'], runtime: { image: 'i' } },
        web: { calls: ['api'] },
      },
    },
    typed: { workloads: { 'meshspan-registrar': undefined, registrar: {} } },
    also: { workloads: { registrar: { account: 'back', calls: ['api'], runtime: { image: 'i' } } } },
  },
  {
    rule: 'runtime/keys',
    what: 'exec',
    mistake: onEks({}, { exec: true }),
    typed: typedRuns({ exec: undefined }),
  },
  {
    rule: 'runtime/keys',
    what: 'logs',
    mistake: onEks({}, { logs: { days: 30 } }),
    typed: typedRuns({ logs: undefined }),
  },
  {
    rule: 'runtime/user',
    what: 'its numbers',
    mistake: onEks({}, { user: 'nginx' }),
    typed: typedRuns({ user: '1000:1000' }),
  },
  {
    rule: 'runtime/user',
    what: 'that of the image',
    mistake: onEks({}, { user: 'nginx' }),
    typed: typedRuns({ user: undefined }),
  },
  {
    rule: 'runtime/secrets',
    what: 'of AWS, on EKS',
    mistake: onEks({}, { secrets: { PASSWORD: SECRET } }),
    typed: typedRuns({ secrets: { PASSWORD: 'database/password' } }),
  },
  {
    rule: 'runtime/secrets',
    what: 'of Kubernetes, on ECS',
    mistake: onEcs({}, { secrets: { PASSWORD: 'database/password' } }),
    typed: typedRuns({ secrets: { PASSWORD: SECRET } }),
  },
  {
    rule: 'store/platform',
    what: 'on EFS, on EKS',
    mistake: {
      ...onEks({}, { stores: ['vault'] }),
      stores: { vault: { kind: 'efs', mountPath: '/vault', files: { 'a.pem': SECRET } } },
    },
    typed: { stores: { vault: { kind: 'secrets-manager' } } },
  },
  {
    rule: 'store/platform',
    what: 'on EFS, a Secret',
    mistake: {
      ...onEks({}, { stores: ['vault'] }),
      stores: { vault: { kind: 'efs', mountPath: '/vault', files: { 'a.pem': SECRET } } },
    },
    typed: { stores: { vault: { kind: 'kubernetes-secret', secret: 'vault', files: undefined } } },
  },
  {
    rule: 'store/platform',
    what: 'a Secret, on ECS',
    mistake: {
      ...onEcs({}, { stores: ['vault'] }),
      stores: { vault: { kind: 'kubernetes-secret', mountPath: '/vault', secret: 'vault' } },
    },
    typed: {
      stores: { vault: { kind: 'secrets-manager', secret: undefined, files: { 'a.pem': SECRET } } },
    },
  },
  {
    rule: 'envoy/configuration-size',
    options: { dataPlane: 'envoy' },
    mistake: {
      clusters: {
        pods: { kind: 'eks', account: 'front' },
        tasks: { kind: 'ecs', account: 'front' },
      },
      services: Object.fromEntries(many.map((key) => [key, { to: 'api' }])),
      workloads: { web: { calls: many, runtime: { image: 'i', cluster: 'pods' } } },
    },
    typed: { workloads: { web: { runtime: { cluster: 'tasks' } } } },
    also: { clusters: { pods: undefined } },
  },
  {
    rule: 'envoy/mesh-objects',
    what: 'dropped',
    options: { dataPlane: 'envoy' },
    mistake: onEks({ meshObjects: 'controller' }),
    typed: typedPods({ meshObjects: undefined }),
  },
  {
    rule: 'envoy/mesh-objects',
    what: 'the other data plane',
    options: { dataPlane: 'envoy' },
    optionsThen: { dataPlane: 'app-mesh' },
    mistake: onEks({ meshObjects: 'controller' }),
  },
];
