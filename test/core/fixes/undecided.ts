import type { FixCase } from './followed';

const file = (facts: object) => ({ kind: 'file', chain: '/c.pem', privateKey: '/k.pem', facts });
const server = { issuer: 'root', names: ['api.back.shop.internal'] };
const presents = (certificate: object) => ({
  certificates: { api: certificate },
  workloads: { api: { listens: { tls: { certificate: 'api' } } } },
});
const stated = (facts: object) => ({ certificates: { api: { facts } } });
const existing = (id: number) => ({
  kind: 'existing-ca',
  arn: `arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/${id}1111111-0000-4000-8000-000000000000`,
});

/** Edges of which not everything is known that decides them. */
export const undecidedFixes: readonly FixCase[] = [
  {
    rule: 'tls/undecided',
    what: 'an issuer',
    mistake: {
      ...presents(file({ names: server.names })),
      workloads: {
        ...presents({}).workloads,
        web: { callDefaults: { trust: { kind: 'file', chain: '/ca.pem', authorities: 'root' } } },
      },
    },
    typed: stated({ issuer: 'root' }),
  },
  {
    rule: 'tls/undecided',
    what: 'a chain',
    mistake: {
      authority: undefined,
      authorities: {
        root: existing(1),
        below: { ...existing(2), level: 'subordinate', parent: 'root' },
      },
      ...presents(file({ ...server, issuer: 'below' })),
    },
    typed: stated({ chain: ['below'] }),
  },
  {
    rule: 'tls/undecided',
    what: 'an end of validity',
    mistake: presents(file({ ...server, validity: { from: '2026-01-01' } })),
    typed: stated({ validity: { until: '2099-01-01' } }),
    options: { at: new Date('2026-06-01T00:00:00Z') },
  },
  {
    rule: 'tls/undecided',
    what: 'what a file holds',
    mistake: { workloads: { web: { callDefaults: { trust: { kind: 'file', chain: '/ca.pem' } } } } },
    typed: { workloads: { web: { callDefaults: { trust: { authorities: 'root' } } } } },
  },
  {
    rule: 'tls/undecided',
    what: 'what is behind a service',
    mistake: {
      services: { far: { existing: true, account: 'back', name: 'far.example.com' } },
      workloads: { web: { calls: ['api', 'far'] } },
    },
    typed: {
      workloads: { other: { account: 'back', existing: true, listens: { port: 80, protocol: 'http' } } },
      services: { far: { to: 'other' } },
    },
    also: { workloads: { other: { discovery: { kind: 'dns', hostname: 'far.example.com' } } } },
  },
  {
    rule: 'tls/undecided',
    what: 'a parameter',
    mistake: {
      parameters: { NAME: {} },
      ...presents(file({ ...server, names: [{ parameter: 'NAME' }] })),
    },
    setThen: { NAME: 'api.back.shop.internal' },
  },
  {
    rule: 'tls/undecided',
    what: 'the default of a parameter',
    mistake: {
      parameters: { NAME: {} },
      ...presents(file({ ...server, names: [{ parameter: 'NAME' }] })),
    },
    typed: { parameters: { NAME: { default: 'api.back.shop.internal' } } },
  },
  {
    rule: 'tls/undecided',
    what: 'callers from outside',
    mistake: {
      workloads: {
        api: { listens: { tls: { mode: 'PERMISSIVE' } }, entry: { port: 443, inside: 'passed' } },
      },
    },
    typed: {
      workloads: {
        api: {
          entry: { callers: { trust: { kind: 'private-ca', authorities: 'root' }, names: server.names } },
        },
      },
    },
  },
  {
    rule: 'tls/undecided',
    what: 'the names that callers from outside expect',
    mistake: {
      workloads: {
        api: {
          entry: {
            port: 443,
            inside: 'passed',
            callers: { trust: { kind: 'private-ca', authorities: 'root' } },
          },
        },
      },
    },
    typed: { workloads: { api: { entry: { callers: { names: server.names } } } } },
  },
  {
    rule: 'tls/undecided',
    what: 'what an application shows',
    mistake: {
      workloads: {
        api: { listens: { tls: 'application' } },
        web: { calls: [{ service: 'api', policy: { trust: { kind: 'private-ca', authorities: 'root' } } }] },
      },
    },
    typed: { workloads: { web: { calls: [{ service: 'api', policy: 'none' }] } } },
  },
  {
    rule: 'tls/undecided',
    what: 'callers of an application',
    mistake: {
      workloads: {
        api: {
          listens: { tls: 'application' },
          entry: {
            port: 443,
            inside: 'passed',
            callers: { trust: { kind: 'private-ca', authorities: 'root' } },
          },
        },
        web: { callDefaults: 'none' },
      },
    },
    typed: { workloads: { api: { entry: { callers: undefined } } } },
  },
  {
    rule: 'call/trust-unknown',
    what: 'where the only authority is a file',
    mistake: {
      authority: { kind: 'file', commonName: undefined, chain: '/ca.pem' },
      certificates: {
        api: {
          kind: 'file',
          chain: '/c.pem',
          privateKey: '/k.pem',
          facts: { names: ['api.back.shop.internal'] },
        },
      },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { enforce: true } },
      },
    },
    typed: { workloads: { web: { callDefaults: { trust: { kind: 'file', authorities: 'root' } } } } },
    also: { certificates: { api: { facts: { issuer: 'root' } } } },
  },
];
