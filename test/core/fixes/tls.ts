import type { FixCase } from './followed';

const arn = (service: string, resource: string, region = 'eu-west-1', account = '111111111111') =>
  `arn:aws:${service}:${region}:${account}:${resource}/11111111-0000-4000-8000-000000000000`;
const existing = { kind: 'existing-ca', arn: arn('acm-pca', 'certificate-authority') };
const file = {
  kind: 'file',
  chain: '/c.pem',
  privateKey: '/k.pem',
  facts: { issuer: 'root', names: ['api.back.shop.internal'] },
};
const presents = (certificate: string) => ({ workloads: { api: { listens: { tls: { certificate } } } } });
const trusting = (trust: object) => ({ workloads: { web: { callDefaults: { trust } } } });

/** Mistakes in who shows and believes which certificate. */
export const tlsFixes: readonly FixCase[] = [
  {
    rule: 'tls/certificate-as-authority',
    mistake: { authority: { kind: 'existing-ca', commonName: undefined, arn: arn('acm', 'certificate') } },
    typed: { authority: { arn: arn('acm-pca', 'certificate-authority') } },
  },
  {
    rule: 'tls/authority-region',
    mistake: {
      authority: {
        kind: 'existing-ca',
        commonName: undefined,
        arn: arn('acm-pca', 'certificate-authority', 'us-east-1'),
      },
    },
    typed: { authority: { arn: arn('acm-pca', 'certificate-authority') } },
  },
  {
    rule: 'tls/issuing-authority',
    mistake: { authority: { usageMode: 'SHORT_LIVED_CERTIFICATE' } },
    typed: { authority: { usageMode: 'GENERAL_PURPOSE' } },
  },
  {
    rule: 'tls/key-algorithm',
    mistake: { certificates: { api: { kind: 'issued', keyAlgorithm: 'EC_prime256v1' } }, ...presents('api') },
    typed: { certificates: { api: { keyAlgorithm: 'RSA_2048' } } },
  },
  {
    rule: 'tls/certificate-name',
    mistake: {
      certificates: { api: { kind: 'issued', names: [`${'x'.repeat(64)}.shop.internal`] } },
      ...presents('api'),
      services: { api: { to: 'api' } },
    },
    typed: { certificates: { api: { names: undefined } } },
  },
  {
    rule: 'tls/foreign-certificate',
    mistake: {
      certificates: { api: { kind: 'acm', arn: arn('acm', 'certificate'), facts: file.facts } },
      ...presents('api'),
    },
    typed: { certificates: { api: { arn: arn('acm', 'certificate', 'eu-west-1', '222222222222') } } },
  },
  {
    rule: 'tls/shared-certificate',
    mistake: {
      certificates: {
        all: { kind: 'acm', arn: arn('acm', 'certificate', 'eu-west-1', '222222222222'), facts: file.facts },
      },
      workloads: {
        api: { listens: { tls: { certificate: 'all' } } },
        web: { listens: { port: 80, protocol: 'http', tls: { certificate: 'all' } } },
      },
    },
    typed: { workloads: { web: { listens: { tls: { certificate: undefined } } } } },
  },
  {
    rule: 'tls/public-certificate',
    mistake: {
      authority: undefined,
      authorities: { root: { kind: 'private-ca', commonName: 'r' }, web: { kind: 'file', chain: '/ca.pem' } },
      certificates: {
        api: {
          kind: 'acm',
          arn: arn('acm', 'certificate', 'eu-west-1', '222222222222'),
          facts: { issuer: 'web', names: ['api.back.shop.internal'] },
        },
      },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { trust: { kind: 'file', authorities: 'web' } } },
      },
    },
    typed: { certificates: { api: { kind: 'file', arn: undefined, chain: '/c.pem', privateKey: '/k.pem' } } },
    also: { authorities: { root: undefined } },
  },
  {
    rule: 'tls/too-many-authorities',
    mistake: {
      authority: undefined,
      authorities: { root: existing, b: existing, c: existing, d: existing },
      ...trusting({ kind: 'private-ca', authorities: ['root', 'b', 'c', 'd'] }),
    },
    typed: { workloads: { web: { callDefaults: { trust: { authorities: ['root'] } } } } },
    also: { authorities: { b: undefined, c: undefined, d: undefined } },
  },
  {
    rule: 'tls/subordinate-trust',
    mistake: {
      authority: undefined,
      authorities: { root: existing, below: { ...existing, level: 'subordinate', parent: 'root' } },
      certificates: { api: { kind: 'issued', authority: 'below' } },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { trust: { kind: 'private-ca', authorities: 'below' } } },
      },
    },
    typed: { workloads: { web: { callDefaults: { trust: { authorities: 'root' } } } } },
  },
  {
    rule: 'tls/acm-mutual',
    what: 'a listener',
    mistake: {
      workloads: {
        api: { listens: { tls: { clients: { trust: { kind: 'private-ca', authorities: 'root' } } } } },
      },
    },
    typed: {
      workloads: { api: { listens: { tls: { clients: { trust: { kind: 'file', chain: '/ca.pem' } } } } } },
    },
    also: {
      certificates: { web: { ...file, facts: { issuer: 'root', names: ['web.front.shop.internal'] } } },
      workloads: { web: { callDefaults: { certificate: 'web' } } },
    },
  },
  {
    rule: 'tls/wildcard-name',
    mistake: { workloads: { web: { callDefaults: { names: ['*.back.shop.internal'] } } } },
    typed: { workloads: { web: { callDefaults: { names: ['api.back.shop.internal'] } } } },
  },
  {
    rule: 'tls/enforce-off',
    mistake: { workloads: { web: { callDefaults: { enforce: false } } } },
    typed: { workloads: { web: { callDefaults: { enforce: true } } } },
  },
  {
    rule: 'tls/foreign-authority',
    mistake: {
      authority: undefined,
      authorities: {
        root: existing,
        other: {
          ...existing,
          arn: arn('acm-pca', 'certificate-authority').replace(/^(.*)1{8}/, '$12222222'),
        },
      },
      certificates: { api: { kind: 'issued', authority: 'root' } },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { trust: { kind: 'private-ca', authorities: ['other'] } } },
      },
    },
    typed: { workloads: { web: { callDefaults: { trust: { authorities: ['other', 'root'] } } } } },
  },
  {
    rule: 'tls/name-mismatch',
    what: 'another certificate',
    mistake: { certificates: { api: { kind: 'issued', names: ['x.shop.internal'] } }, ...presents('api') },
    typed: { certificates: { api: { names: ['api.back.shop.internal'] } } },
  },
  {
    rule: 'tls/name-mismatch',
    what: 'another policy',
    mistake: { certificates: { api: { kind: 'issued', names: ['x.shop.internal'] } }, ...presents('api') },
    typed: { workloads: { web: { callDefaults: { names: ['x.shop.internal'] } } } },
  },
  {
    rule: 'tls/permissive',
    mistake: { workloads: { api: { listens: { tls: { mode: 'PERMISSIVE' } } } } },
    typed: { workloads: { api: { listens: { tls: { mode: 'STRICT' } } } } },
  },
  {
    rule: 'tls/plaintext',
    mistake: {
      defaults: 'api',
      services: { api: { to: 'api' } },
      workloads: { api: { discovery: { kind: 'cloud-map' } } },
    },
    typed: { workloads: { api: { listens: { tls: { mode: 'STRICT' } } } } },
    also: {
      certificates: { api: { kind: 'issued' } },
      workloads: {
        api: { listens: { tls: { certificate: 'api' } } },
        web: { callDefaults: { enforce: true, trust: { kind: 'private-ca', authorities: 'root' } } },
      },
    },
  },
  {
    rule: 'tls/public-trust',
    mistake: {
      authority: undefined,
      authorities: { root: existing, world: { kind: 'file', chain: '/bundle.pem', public: true } },
      certificates: {
        api: { ...file, facts: { issuer: 'world', names: ['api.back.shop.internal'] } },
        web: { ...file, facts: { issuer: 'world', names: ['web.front.shop.internal'] } },
      },
      workloads: {
        api: {
          listens: {
            tls: { certificate: 'api', clients: { trust: { kind: 'file', authorities: 'world' } } },
          },
        },
        web: { callDefaults: { certificate: 'web', trust: { kind: 'file', authorities: 'world' } } },
      },
    },
    typed: {
      workloads: {
        api: { listens: { tls: { clients: { names: ['web.front.shop.internal'] } } } },
        web: { callDefaults: { names: ['api.back.shop.internal'] } },
      },
    },
    also: { authorities: { root: undefined } },
  },
  {
    rule: 'tls/uncovered-port',
    mistake: { workloads: { web: { callDefaults: { ports: [9] } } } },
    typed: { workloads: { web: { callDefaults: { ports: [9, 8080] } } } },
  },
  {
    rule: 'tls/undecided',
    mistake: {
      certificates: { api: { ...file, facts: { issuer: 'root' } } },
      ...presents('api'),
    },
    typed: { certificates: { api: { facts: { names: ['api.back.shop.internal'] } } } },
  },
  {
    rule: 'tls/unverified-peer',
    mistake: {
      defaults: 'api',
      services: { api: { to: 'api' } },
      certificates: { api: { kind: 'issued' } },
      workloads: {
        api: { discovery: { kind: 'cloud-map' }, listens: { tls: { certificate: 'api', mode: 'STRICT' } } },
      },
    },
    typed: {
      workloads: {
        web: {
          calls: [
            { service: 'api', policy: { enforce: true, trust: { kind: 'private-ca', authorities: 'root' } } },
          ],
        },
      },
    },
  },
];
