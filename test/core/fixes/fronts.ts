import type { FixCase } from './followed';

const CERTIFICATE = {
  door: {
    kind: 'acm',
    arn: 'arn:aws:acm:eu-west-1:222222222222:certificate/11111111-0000-4000-8000-000000000000',
  },
};
/** `api` with a runtime and an entry with TLS. */
const behind = (more: object, listens: object = {}) => ({
  certificates: CERTIFICATE,
  workloads: {
    api: { listens, runtime: { image: 'i' }, entry: { port: 443, tls: { certificate: 'door' }, ...more } },
  },
});
const entry = (more: object) => ({ workloads: { api: { entry: more } } });
const back = (network: object) => ({ accounts: { back: { network } } });
const existing = (own: readonly string[], open: readonly string[]) => ({
  vpc: 'vpc-0123456789abcdef0',
  cidr: undefined,
  cidrs: ['10.21.0.0/16'],
  subnets: { private: own, public: open },
});
const gateway = (more: object) => ({
  gateways: {
    door: { listens: { port: 8443, protocol: 'http' }, routes: [{ service: 'api' }], runtime: {}, ...more },
  },
});

/** Mistakes in what is in front of workloads and gateways. */
export const frontFixes: readonly FixCase[] = [
  {
    rule: 'entry/redirect',
    what: 'without TLS',
    mistake: entry({ port: 443, redirectFrom: 80 }),
    typed: entry({ tls: { certificate: 'door' } }),
    also: { certificates: CERTIFICATE },
  },
  {
    rule: 'entry/connections',
    what: 'a redirect of TCP',
    mistake: behind({ redirectFrom: 80 }, { protocol: 'tcp' }),
    typed: entry({ redirectFrom: undefined }),
  },
  {
    rule: 'entry/same-port',
    what: 'a redirect',
    mistake: behind({ redirectFrom: 443 }),
    typed: entry({ redirectFrom: 80 }),
  },
  {
    rule: 'entry/subnets',
    what: 'in a second zone',
    mistake: { ...behind({}), ...back({ zones: ['eu-west-1a'] }) },
    typed: back({ zones: ['eu-west-1a', 'eu-west-1b'] }),
  },
  {
    rule: 'entry/subnets',
    what: 'of the internet',
    mistake: {
      ...behind({ scheme: 'internet-facing', sources: ['0.0.0.0/0'] }),
      ...back({ internet: 'none' }),
    },
    typed: back({ internet: 'nat' }),
  },
  {
    rule: 'entry/subnets',
    what: 'of the internet: internal',
    mistake: {
      ...behind({ scheme: 'internet-facing', sources: ['0.0.0.0/0'] }),
      ...back({ internet: 'none' }),
    },
    typed: entry({ scheme: 'internal' }),
  },
  {
    rule: 'entry/subnets',
    what: 'of a network that exists',
    mistake: { ...behind({}), ...back(existing(['subnet-1'], [])) },
    typed: back({ subnets: { private: ['subnet-1', 'subnet-2'] } }),
  },
  {
    rule: 'entry/plain-version',
    mistake: {
      workloads: {
        api: { listens: { protocol: 'grpc' }, runtime: { image: 'i' }, entry: { port: 443 } },
      },
    },
    typed: entry({ tls: { certificate: 'door' } }),
    also: { certificates: CERTIFICATE },
  },
  {
    rule: 'record/entry',
    what: 'without an entry',
    mistake: gateway({ record: { name: 'shop.example.com' } }),
    typed: { gateways: { door: { entry: { port: 443, tls: { certificate: 'front' } } } } },
    also: {
      certificates: {
        front: { kind: 'acm', arn: CERTIFICATE.door.arn.replace('222222222222', '111111111111') },
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
    rule: 'record/zone',
    what: 'of a registry',
    mistake: behind({ record: { name: 'example.com', private: false } }),
    typed: entry({ record: { zone: 'Z0123456789ABCDEFGHIJ' } }),
    also: entry({ record: { private: undefined } }),
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
