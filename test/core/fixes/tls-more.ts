import type { FixCase } from './followed';

const arn = (service: string, resource: string, account = '222222222222') =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}/11111111-0000-4000-8000-000000000000`;
const file = (facts: object) => ({ kind: 'file', chain: '/c.pem', privateKey: '/k.pem', facts });
const server = { issuer: 'root', names: ['api.back.shop.internal'] };
const client = { issuer: 'root', names: ['web.front.shop.internal'] };
const presents = (certificate: object) => ({
  certificates: { api: certificate },
  workloads: { api: { listens: { tls: { certificate: 'api' } } } },
});
const mutual = (clients: object, shown: object = client) => ({
  certificates: { api: file(server), web: file(shown) },
  workloads: {
    api: { listens: { tls: { certificate: 'api', clients } } },
    web: { callDefaults: { certificate: 'web' } },
  },
});
const asked = { trust: { kind: 'file', chain: '/ca.pem', authorities: 'root' } };
const listener = (clients: object) => ({ workloads: { api: { listens: { tls: { clients } } } } });
const existing = { kind: 'existing-ca', arn: arn('acm-pca', 'certificate-authority', '111111111111') };
const world = {
  authority: undefined,
  authorities: { root: existing, world: { kind: 'file', chain: '/world.pem' } },
};
const foreign = mutual(asked, { ...client, issuer: 'world' });
const plainEntry = { api: { listens: { tls: 'none' }, entry: { port: 443 } }, web: { callDefaults: 'none' } };

/** More of who shows and believes which certificate: the other ways out, and the other side. */
export const moreTlsFixes: readonly FixCase[] = [
  {
    rule: 'tls/unshared-authority',
    mistake: {
      authority: {
        kind: 'existing-ca',
        commonName: undefined,
        arn: arn('acm-pca', 'certificate-authority', '333333333333'),
      },
    },
    typed: { authority: { shared: true } },
  },
  {
    rule: 'tls/acm-mutual',
    what: 'a caller, whose certificate becomes a file',
    mistake: {
      ...mutual(asked),
      certificates: { api: file(server), web: { kind: 'issued', names: client.names } },
    },
    typed: { certificates: { web: { kind: 'file' } } },
    also: { certificates: { web: { names: undefined, ...file(client) } } },
  },
  {
    rule: 'tls/acm-mutual',
    what: 'a caller that shows none',
    mistake: {
      certificates: { web: { kind: 'issued', names: client.names } },
      workloads: { web: { callDefaults: { certificate: 'web' } } },
    },
    typed: { workloads: { web: { callDefaults: { certificate: undefined } } } },
  },
  {
    rule: 'tls/issuing-authority',
    what: 'a file: another authority',
    mistake: { ...world, ...presents({ kind: 'issued', authority: 'world' }) },
    typed: { certificates: { api: { authority: 'root' } } },
  },
  {
    rule: 'tls/issuing-authority',
    what: 'a file: a certificate of kind file',
    mistake: { ...world, ...presents({ kind: 'issued', authority: 'world' }) },
    typed: { certificates: { api: { kind: 'file' } } },
    also: { certificates: { api: { authority: undefined, ...file({ ...server, issuer: 'world' }) } } },
  },
  {
    rule: 'tls/certificate-name',
    what: 'too many',
    mistake: presents({
      kind: 'issued',
      names: Array.from({ length: 101 }, (_, index) => `n${index}.back.internal`),
    }),
    typed: { certificates: { api: { names: ['api.back.shop.internal'] } } },
  },
  {
    rule: 'tls/certificate-name',
    what: 'from the discovery',
    mistake: { workloads: { api: { discovery: { kind: 'cloud-map', service: 'the_api' } } } },
    typed: { workloads: { api: { discovery: { service: 'the-api' } } } },
  },
  {
    rule: 'tls/foreign-certificate',
    what: 'issued instead',
    mistake: presents({ kind: 'acm', arn: arn('acm', 'certificate', '111111111111'), facts: server }),
    typed: { certificates: { api: { kind: 'issued' } } },
    also: { certificates: { api: { arn: undefined, facts: undefined } } },
  },
  {
    rule: 'tls/foreign-certificate',
    what: 'at a load balancer',
    mistake: {
      certificates: { door: { kind: 'acm', arn: arn('acm', 'certificate', '111111111111') } },
      workloads: { api: { entry: { port: 443, tls: { certificate: 'door' } } } },
    },
    typed: { certificates: { door: { arn: arn('acm', 'certificate') } } },
  },
  {
    rule: 'tls/wildcard-name',
    what: 'dropped',
    mistake: { workloads: { web: { callDefaults: { names: ['*.back.shop.internal'] } } } },
    typed: { workloads: { web: { callDefaults: { names: undefined } } } },
  },
  {
    rule: 'tls/foreign-authority',
    what: 'another certificate',
    mistake: {
      ...world,
      authorities: {
        ...world.authorities,
        other: {
          ...existing,
          arn: arn('acm-pca', 'certificate-authority', '111111111111').replace('1111-0000', '2222-0000'),
        },
      },
      ...presents({ kind: 'issued', authority: 'root' }),
      workloads: {
        ...presents({}).workloads,
        web: { callDefaults: { trust: { kind: 'private-ca', authorities: 'other' } } },
      },
    },
    typed: { certificates: { api: { authority: 'other' } } },
  },
  {
    rule: 'tls/foreign-authority',
    what: 'a listener',
    mistake: { ...world, ...foreign },
    typed: listener({ trust: { authorities: ['root', 'world'] } }),
  },
  {
    rule: 'tls/name-mismatch',
    what: 'a caller: the listener expects its name',
    mistake: mutual({ ...asked, names: ['shop.example.com'] }),
    typed: listener({ names: ['web.front.shop.internal'] }),
  },
  {
    rule: 'tls/name-mismatch',
    what: 'a caller: issued with another name',
    mistake: mutual({ ...asked, names: ['shop.example.com'] }),
    typed: { certificates: { web: { facts: { names: ['shop.example.com'] } } } },
  },
  {
    rule: 'tls/uncovered-port',
    what: 'no ports',
    mistake: { workloads: { web: { callDefaults: { ports: [9] } } } },
    typed: { workloads: { web: { callDefaults: { ports: undefined } } } },
  },
  {
    rule: 'tls/public-trust',
    what: 'a private authority',
    mistake: {
      ...world,
      authorities: { root: existing, world: { kind: 'file', chain: '/world.pem', public: true } },
      workloads: { web: { callDefaults: { trust: { kind: 'file', authorities: 'world' } } } },
    },
    typed: { workloads: { web: { callDefaults: { trust: { kind: 'private-ca', authorities: 'root' } } } } },
  },
  {
    rule: 'entry/plaintext',
    what: 'to the listener',
    mistake: {
      workloads: { api: { ...plainEntry.api, entry: { port: 443, inside: 'passed', callers: 'none' } } },
    },
    typed: {
      workloads: {
        api: {
          listens: { tls: { mode: 'STRICT' } },
          entry: { callers: { trust: { kind: 'private-ca', authorities: 'root' }, names: server.names } },
        },
      },
    },
  },
  {
    rule: 'entry/plaintext',
    what: 'from the load balancer',
    mistake: {
      certificates: { door: { kind: 'acm', arn: arn('acm', 'certificate') } },
      workloads: {
        ...plainEntry,
        api: { ...plainEntry.api, entry: { port: 443, inside: 'plain', tls: { certificate: 'door' } } },
      },
    },
    typed: { workloads: { api: { listens: { tls: { mode: 'STRICT' } }, entry: { inside: 'encrypted' } } } },
    also: { workloads: { web: { callDefaults: undefined } } },
  },
  {
    rule: 'mesh/egress-allow-all',
    what: 'with something outside',
    mistake: { mesh: { name: 'shop', egress: 'ALLOW_ALL' } },
    typed: {
      mesh: { egress: 'DROP_ALL' },
      workloads: {
        outside: {
          discovery: { kind: 'dns', hostname: 'db.example.com' },
          listens: { port: 5432, protocol: 'tcp', tls: 'application' },
        },
      },
    },
    also: { workloads: { outside: { account: 'front' }, web: { calls: ['api', 'outside'] } } },
  },

  {
    rule: 'tls/foreign-authority',
    what: 'a trust that names nobody',
    mistake: {
      ...presents(file(server)),
      workloads: {
        ...presents({}).workloads,
        web: { callDefaults: { trust: { kind: 'file', chain: '/ca.pem', authorities: [] } } },
      },
    },
    typed: { workloads: { web: { callDefaults: { trust: { authorities: ['root'] } } } } },
  },
  {
    rule: 'tls/foreign-authority',
    what: 'callers from outside',
    mistake: {
      ...world,
      workloads: {
        api: {
          entry: {
            port: 443,
            inside: 'passed',
            callers: {
              trust: { kind: 'file', chain: '/world.pem', authorities: 'world' },
              names: server.names,
            },
          },
        },
      },
    },
    typed: { workloads: { api: { entry: { callers: { trust: { authorities: ['world', 'root'] } } } } } },
  },
  {
    rule: 'tls/unverified-peer',
    what: 'of an issuer that nobody states',
    mistake: {
      defaults: 'api',
      services: { api: { to: 'api' } },
      certificates: { api: file({ names: server.names }) },
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
    also: { certificates: { api: { facts: { issuer: 'root' } } } },
  },
  {
    rule: 'certificate/name',
    what: 'an address in a list of expected names',
    mistake: { workloads: { web: { callDefaults: { names: ['10.0.0.1', 'api.back.shop.internal'] } } } },
    typed: { workloads: { web: { callDefaults: { names: ['api.back.shop.internal'] } } } },
  },
  {
    rule: 'certificate/name',
    what: 'a host with a port in a certificate',
    mistake: {
      certificates: {
        api: {
          kind: 'sds',
          secret: 'api',
          facts: {
            issuer: 'root',
            chain: ['root'],
            names: ['api.back.shop.internal', 'api.back.shop.internal:80'],
          },
        },
      },
      workloads: { api: { listens: { tls: { certificate: 'api' } } } },
    },
    typed: { certificates: { api: { facts: { names: ['api.back.shop.internal'] } } } },
  },
];
