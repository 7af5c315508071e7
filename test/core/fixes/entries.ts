import type { FixCase } from './followed';

const ARN = 'arn:aws:acm:eu-west-1:222222222222:certificate/11111111-0000-4000-8000-000000000000';
const api = (more: object) => ({ workloads: { api: more } });
const entry = (more: object) => api({ entry: { port: 443, ...more } });
const speaking = (protocol: string, more: object) =>
  api({ listens: { protocol }, entry: { port: 443, ...more } });
const front = { certificates: { front: { kind: 'acm', arn: ARN } } };
const tls = { tls: { certificate: 'front' } };
const network = (more: object) => ({ accounts: { back: { network: more } } });
const elsewhere = {
  kind: 'existing',
  cidr: undefined,
  vpc: 'vpc-0123456789abcdef0',
  cidrs: ['10.21.0.0/16'],
};

/** Load balancers, and the names that lead to them. */
export const entryFixes: readonly FixCase[] = [
  {
    rule: 'entry/redirect',
    mistake: entry({ redirectFrom: 80 }),
    typed: entry(tls),
    also: front,
  },
  {
    rule: 'entry/same-port',
    what: 'a redirect',
    mistake: { ...front, ...api({ entry: [{ port: 443, redirectFrom: 443, ...tls }] }) },
    typed: api({ entry: [{ port: 443, redirectFrom: 80, ...tls }] }),
  },
  {
    rule: 'entry/plain-version',
    what: 'TLS',
    mistake: speaking('grpc', {}),
    typed: entry(tls),
    also: front,
  },
  {
    rule: 'entry/plain-version',
    what: 'passed',
    mistake: speaking('http2', {}),
    typed: entry({ inside: 'passed' }),
  },
  {
    rule: 'entry/connections',
    what: 'TLS',
    mistake: speaking('tcp', { inside: 'encrypted' }),
    typed: entry(tls),
    also: front,
  },
  {
    rule: 'entry/connections',
    what: 'passed',
    mistake: speaking('tcp', { inside: 'encrypted' }),
    typed: entry({ inside: 'passed' }),
  },
  {
    rule: 'entry/connections',
    what: 'a redirect',
    mistake: { ...front, ...speaking('tcp', { ...tls, redirectFrom: 80 }) },
    typed: entry({ redirectFrom: undefined }),
  },
  {
    rule: 'entry/connections',
    what: 'a redirect to HTTP',
    mistake: { ...front, ...speaking('tcp', { ...tls, redirectFrom: 80 }) },
    typed: api({ listens: { protocol: 'http' } }),
  },
  {
    rule: 'entry/certificate',
    what: 'issued',
    mistake: {
      certificates: { front: { kind: 'file', chain: '/certs/tls.crt', privateKey: '/certs/tls.key' } },
      ...entry(tls),
    },
    typed: { certificates: { front: { kind: 'issued', chain: undefined, privateKey: undefined } } },
    also: { certificates: { front: { names: ['api.example.com'] } } },
  },
  {
    rule: 'entry/certificate',
    what: 'imported',
    mistake: { certificates: { front: { kind: 'sds', secret: 'front' } }, ...entry(tls) },
    typed: { certificates: { front: { kind: 'acm', arn: ARN, secret: undefined } } },
  },
  {
    rule: 'entry/access-logs',
    what: 'the same',
    mistake: api({
      entry: [
        { port: 80, accessLogs: { bucket: 'logs' } },
        { port: 81, accessLogs: { bucket: 'logs', prefix: 'api' } },
      ],
    }),
    typed: api({
      entry: [
        { port: 80, accessLogs: { bucket: 'logs' } },
        { port: 81, accessLogs: { bucket: 'logs' } },
      ],
    }),
  },
  {
    rule: 'entry/access-logs',
    what: 'one alone',
    mistake: api({
      entry: [
        { port: 80, accessLogs: { bucket: 'logs' } },
        { port: 81, accessLogs: { bucket: 'more-logs' } },
      ],
    }),
    typed: api({ entry: [{ port: 80, accessLogs: { bucket: 'logs' } }, { port: 81 }] }),
  },
  {
    rule: 'entry/subnets',
    what: 'a network without internet',
    mistake: {
      ...network({ internet: 'none' }),
      ...entry({ scheme: 'internet-facing', sources: ['203.0.113.0/24'] }),
    },
    typed: network({ internet: 'nat' }),
  },
  {
    rule: 'entry/subnets',
    what: 'internal after all',
    mistake: {
      ...network({ internet: 'none' }),
      ...entry({ scheme: 'internet-facing', sources: ['203.0.113.0/24'] }),
    },
    typed: entry({ scheme: 'internal', sources: undefined }),
  },
  {
    rule: 'entry/subnets',
    what: 'one zone',
    mistake: { ...network({ zones: ['eu-west-1a'] }), ...entry({}) },
    typed: network({ zones: ['eu-west-1a', 'eu-west-1b'] }),
  },
  {
    rule: 'entry/subnets',
    what: 'subnets of others',
    mistake: {
      ...network({ ...elsewhere, subnets: { private: ['subnet-0000000000000000a'] } }),
      ...entry({}),
    },
    typed: network({ subnets: { private: ['subnet-0000000000000000a', 'subnet-0000000000000000b'] } }),
  },
  {
    rule: 'record/zone',
    what: 'a parameter',
    mistake: { parameters: { STAGE: {} }, ...entry({ record: { name: { parameter: 'STAGE' } } }) },
    typed: entry({ record: { zone: 'Z0123456789ABCDEFGHIJ' } }),
  },
  {
    rule: 'record/zone',
    what: 'a name right below the root of all zones',
    mistake: entry({ record: { name: 'example.com', private: false } }),
    typed: entry({ record: { name: 'shop.example.com' } }),
  },
  {
    rule: 'record/zone',
    what: 'the zone of Cloud Map',
    mistake: entry({ record: { name: 'front.Back.shop.internal' } }),
    typed: entry({ record: { name: 'shop.example.com' } }),
  },
  {
    rule: 'record/zone',
    what: 'the network of another account',
    mistake: {
      accounts: {
        front: {
          network: {
            ...elsewhere,
            subnets: { private: ['subnet-0000000000000000a', 'subnet-0000000000000000b'] },
          },
        },
        back: {
          network: {
            ...elsewhere,
            sharedBy: 'front',
            subnets: { private: ['subnet-0000000000000000a', 'subnet-0000000000000000b'] },
          },
        },
      },
      ...entry({ record: { name: 'shop.example.com' } }),
    },
    typed: entry({ record: { zone: 'Z0123456789ABCDEFGHIJ' } }),
  },
  {
    rule: 'record/same-name',
    mistake: api({
      entry: [
        { port: 80, record: { name: 'shop.example.com' } },
        { port: 81, inside: 'passed', record: { name: 'SHOP.example.com.' } },
      ],
    }),
    typed: api({
      entry: [
        { port: 80, record: { name: 'shop.example.com' } },
        { port: 81, inside: 'passed', record: { name: 'vault.example.com' } },
      ],
    }),
  },
  {
    rule: 'record/same-name',
    what: 'a gateway with two load balancers',
    mistake: {
      gateways: {
        door: {
          listens: { port: 8443, protocol: 'http' },
          routes: [{ service: 'api' }],
          entry: [{ port: 80 }, { port: 81, inside: 'passed' }],
          record: { name: 'shop.example.com' },
        },
      },
    },
    typed: {
      gateways: {
        door: {
          record: undefined,
          entry: [
            { port: 80, record: { name: 'shop.example.com' } },
            { port: 81, inside: 'passed' },
          ],
        },
      },
    },
  },
];
