import type { FixCase } from './followed';

const http = (port: number) => ({ port, protocol: 'http' });
const options = { dataPlane: 'envoy' } as const;
const inOne = (version: string) => ({ kind: 'cloud-map', service: 'one', attributes: { version } });

/** Mistakes in a mesh of Envoys without a control plane. */
export const envoyFixes: readonly FixCase[] = [
  {
    rule: 'envoy/port-taken',
    options,
    mistake: { workloads: { api: { listens: http(9901) } } },
    typed: { workloads: { api: { listens: { port: 9902 } } } },
  },
  {
    rule: 'envoy/same-address',
    options,
    mistake: {
      workloads: { next: { account: 'back', listens: http(8080) }, web: { calls: ['api', 'next'] } },
      services: { next: { name: 'api.back.shop.internal' } },
    },
    typed: { services: { next: { name: 'next-2.back.shop.internal' } } },
  },
  {
    rule: 'envoy/open-text',
    options,
    mistake: {
      parameters: { NAME: {} },
      services: { api: { name: { parameter: 'NAME' } } },
    },
    typed: { parameters: { NAME: { default: 'api.example.com' } } },
  },
  {
    rule: 'envoy/shared-name',
    options,
    mistake: {
      workloads: {
        api: { discovery: inOne('1') },
        next: { account: 'back', listens: http(8081), discovery: inOne('2') },
      },
    },
    typed: { workloads: { next: { discovery: { service: 'next' } } } },
  },
  {
    rule: 'envoy/existing-namespace',
    options,
    mistake: {
      workloads: { api: { discovery: { kind: 'cloud-map', namespace: 'old.internal', existing: true } } },
    },
    typed: { accept: [{ finding: 'envoy/existing-namespace', because: 'it is a private DNS namespace' }] },
  },
  {
    rule: 'envoy/unverified-callers',
    options,
    mistake: {
      certificates: { web: { kind: 'file', chain: '/web.pem', privateKey: '/web.key' } },
      workloads: { web: { callDefaults: { certificate: 'web' } } },
    },
    typed: { workloads: { api: { listens: { tls: { clients: 'none' } } } } },
  },
  {
    rule: 'envoy/shared-identity',
    options,
    mistake: {
      certificates: { all: { kind: 'issued', names: ['*.back.shop.internal'] } },
      workloads: {
        one: { account: 'back', listens: { ...http(81), tls: { certificate: 'all' } }, calls: ['api'] },
        two: { account: 'back', listens: { ...http(82), tls: { certificate: 'all' } } },
        web: { calls: ['api', 'one', 'two'] },
      },
    },
    typed: { workloads: { two: { listens: { tls: { certificate: undefined } } } } },
  },
];
