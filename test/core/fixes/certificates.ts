import type { FixCase } from './followed';

const twoAuthorities = {
  authority: undefined,
  authorities: {
    one: { kind: 'private-ca', commonName: 'one' },
    two: { kind: 'private-ca', commonName: 'two' },
  },
};

const existing = (id: number) => ({
  kind: 'existing-ca',
  arn: `arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/${id}1111111-0000-4000-8000-000000000000`,
});

/** Mistakes in authorities, certificates, stores and trusts. */
export const certificateFixes: readonly FixCase[] = [
  {
    rule: 'authority/unknown',
    mistake: {
      certificates: { api: { kind: 'issued', authority: 'rot' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { authority: 'root' } } },
  },
  {
    rule: 'authority/missing',
    what: 'none',
    mistake: { authority: undefined },
    typed: { authority: { kind: 'private-ca', commonName: 'x' } },
  },
  {
    rule: 'authority/missing',
    what: 'several',
    mistake: {
      ...twoAuthorities,
      certificates: { api: { kind: 'issued' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { authority: 'one' } } },
  },
  {
    rule: 'authority/twice',
    mistake: {
      authorities: { other: { kind: 'private-ca', commonName: 'other' } },
      workloads: { web: { callDefaults: { trust: { kind: 'private-ca', authorities: ['root', 'other'] } } } },
    },
    typed: { authority: undefined },
    also: { authorities: { root: { kind: 'private-ca', commonName: 'shop root' } } },
  },
  {
    rule: 'authority/parent',
    what: 'a root with a parent',
    mistake: {
      authority: undefined,
      authorities: {
        root: { kind: 'private-ca', commonName: 'one', parent: 'top' },
        top: { kind: 'private-ca', commonName: 'two' },
      },
      workloads: { web: { callDefaults: { trust: { kind: 'private-ca', authorities: ['root', 'top'] } } } },
    },
    typed: { authorities: { root: { parent: undefined } } },
  },
  {
    rule: 'tls/undecided',
    what: 'a subordinate without a parent',
    mistake: {
      authority: undefined,
      authorities: {
        root: {
          kind: 'existing-ca',
          arn: 'arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/11111111-0000-4000-8000-000000000000',
        },
        below: {
          kind: 'existing-ca',
          arn: 'arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/22222222-0000-4000-8000-000000000000',
          level: 'subordinate',
        },
      },
      certificates: { api: { kind: 'issued', authority: 'below' } },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { trust: { kind: 'private-ca', authorities: 'root' } } },
      },
    },
    typed: { authorities: { below: { parent: 'root' } } },
  },
  {
    rule: 'authority/parent',
    what: 'a root that exists with a parent',
    mistake: {
      authority: undefined,
      authorities: {
        root: existing(1),
        below: { ...existing(2), parent: 'root' },
      },
      certificates: { api: { kind: 'issued', authority: 'below' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { authorities: { below: { level: 'subordinate' } } },
  },
  {
    rule: 'authority/parent',
    what: 'a created subordinate without: a root',
    mistake: { authority: { level: 'subordinate' } },
    typed: { authority: { level: undefined } },
  },
  {
    rule: 'authority/parent',
    what: 'a created subordinate without: one that exists',
    mistake: {
      authority: undefined,
      authorities: {
        root: existing(1),
        below: { kind: 'private-ca', commonName: 'b', level: 'subordinate' },
      },
      certificates: { api: { kind: 'issued', authority: 'below' } },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { trust: { kind: 'private-ca', authorities: 'root' } } },
      },
    },
    typed: { authorities: { below: existing(2) } },
    also: { authorities: { below: { commonName: undefined } } },
  },
  {
    rule: 'authority/parent',
    what: 'a circle',
    mistake: {
      authority: undefined,
      authorities: {
        root: { ...existing(1), level: 'subordinate', parent: 'below' },
        below: { ...existing(2), level: 'subordinate', parent: 'root' },
      },
      certificates: { api: { kind: 'issued', authority: 'below' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { authorities: { root: { level: 'root', parent: undefined } } },
  },
  {
    rule: 'authority/missing',
    what: 'one that is a file',
    mistake: { authority: { kind: 'file', commonName: undefined, chain: '/ca.pem' } },
    typed: {
      authority: undefined,
      authorities: { root: { kind: 'private-ca', commonName: 'x' } },
    },
  },
  {
    rule: 'authority/missing',
    what: 'several that are files',
    mistake: { authority: undefined, authorities: { world: { kind: 'file', chain: '/ca.pem' } } },
    typed: { authorities: { root: { kind: 'private-ca', commonName: 'x' } } },
  },
  {
    rule: 'authority/missing',
    what: 'several, and one becomes root',
    mistake: { ...twoAuthorities },
    typed: { authorities: { one: undefined, root: { kind: 'private-ca', commonName: 'one' } } },
  },
  {
    rule: 'certificate/names',
    what: 'of a certificate that nothing with a name presents',
    mistake: {
      certificates: { cert: { kind: 'issued' } },
      workloads: { api: { discovery: 'none', entry: { port: 443, tls: { certificate: 'cert' } } } },
    },
    typed: { certificates: { cert: { names: ['api.example.com'] } } },
    also: { workloads: { api: { discovery: { kind: 'dns', hostname: 'api.example.com' } } } },
  },
  {
    rule: 'certificate/unknown',
    mistake: { workloads: { api: { listens: { tls: { certificate: 'cert' } } } } },
    typed: { certificates: { cert: { kind: 'issued' } } },
  },
  {
    rule: 'certificate/names',
    mistake: { workloads: { api: { discovery: 'none', listens: { port: 8080, protocol: 'http' } } } },
    typed: { workloads: { api: { discovery: { kind: 'dns', hostname: 'api.example.com' } } } },
  },
  {
    rule: 'store/unknown',
    mistake: {
      certificates: {
        api: {
          kind: 'file',
          chain: '/c.pem',
          privateKey: '/k.pem',
          store: 'disc',
          facts: { issuer: 'root', names: ['api.back.shop.internal'] },
        },
      },
      stores: { disk: { kind: 'task-volume' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { store: 'disk' } } },
  },
  {
    rule: 'store/secret',
    mistake: {
      certificates: {
        api: {
          kind: 'file',
          chain: '/c.pem',
          privateKey: '/k.pem',
          store: 'vault',
          facts: { issuer: 'root', names: ['api.back.shop.internal'] },
        },
      },
      stores: { vault: { kind: 'secrets-manager' } },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: {
      stores: {
        vault: { files: { 'tls.crt': 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:api-AbCdEf' } },
      },
    },
  },
  {
    rule: 'trust/empty',
    mistake: { workloads: { web: { callDefaults: { trust: { kind: 'private-ca', authorities: [] } } } } },
    typed: { workloads: { web: { callDefaults: { trust: undefined } } } },
  },
  {
    rule: 'trust/kind',
    mistake: {
      authorities: { root: { kind: 'file', chain: '/ca.pem' } },
      authority: undefined,
      certificates: {
        api: {
          kind: 'file',
          chain: '/c.pem',
          privateKey: '/k.pem',
          facts: { issuer: 'root', names: ['api.back.shop.internal'] },
        },
      },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { trust: { kind: 'private-ca', authorities: 'root' } } },
      },
    },
    typed: { workloads: { web: { callDefaults: { trust: { kind: 'file' } } } } },
  },
  {
    rule: 'trust/chain',
    mistake: { workloads: { web: { callDefaults: { trust: { kind: 'file', authorities: 'root' } } } } },
    typed: { workloads: { web: { callDefaults: { trust: { chain: '/ca.pem' } } } } },
  },
];
