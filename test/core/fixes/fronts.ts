import type { FixCase } from './followed';

const entry = (more: object) => ({ workloads: { api: { entry: more } } });
const gateway = (more: object) => ({
  gateways: {
    door: {
      listens: { port: 8443, protocol: 'http' },
      routes: [{ service: 'api' }],
      runtime: {},
      ...more,
    },
  },
});

/** What is written of load balancers and their records, and has no effect. */
export const frontFixes: readonly FixCase[] = [
  {
    rule: 'record/entry',
    what: 'without an entry',
    mistake: gateway({ record: { name: 'shop.example.com' } }),
    typed: { gateways: { door: { entry: { port: 443, tls: { certificate: 'front' } } } } },
    also: {
      certificates: {
        front: {
          kind: 'acm',
          arn: 'arn:aws:acm:eu-west-1:111111111111:certificate/11111111-0000-4000-8000-000000000000',
        },
      },
    },
  },
  {
    rule: 'record/entry',
    what: 'without an entry: dropped',
    mistake: gateway({ record: { name: 'shop.example.com' } }),
    typed: { gateways: { door: { record: undefined } } },
  },
  {
    rule: 'topology/unused',
    what: 'logs of connections',
    mistake: {
      workloads: {
        api: {
          runtime: { image: 'i' },
          entry: { port: 443, inside: 'passed', callers: 'none', accessLogs: { bucket: 'logs' } },
        },
      },
    },
    typed: entry({ accessLogs: undefined }),
  },
  {
    rule: 'topology/unused',
    what: 'whether a zone that exists is private',
    mistake: gateway({
      entry: { port: 443 },
      record: { name: 'shop.example.com', zone: 'Z0123456789ABCDEFGHIJ', private: true },
    }),
    typed: { gateways: { door: { record: { private: undefined } } } },
  },
];
