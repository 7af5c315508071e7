import type { FixCase } from './followed';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:db-AbCdEf';
const kept = (mountPath?: string) => ({
  kind: 'secrets-manager',
  files: { 'tls.crt': SECRET },
  ...(mountPath === undefined ? {} : { mountPath }),
});
const reads = (stores: Readonly<Record<string, object>>, more: object = {}) => ({
  stores,
  workloads: { api: { runtime: { image: 'i', stores: Object.keys(stores), ...more } } },
});
/** `api` on EKS, with a store of its files that cert-manager is to fill. */
const issuedInto = (issued: object) => ({
  clusters: { pods: { kind: 'eks', account: 'back' } },
  stores: { vault: { kind: 'kubernetes-secret', secret: 'api-tls', mountPath: '/vault', ...issued } },
  workloads: { api: { runtime: { image: 'i', stores: ['vault'] } } },
});
const PEM = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n';

/** Mistakes in stores, and with what should be in one. */
export const storeFixes: readonly FixCase[] = [
  {
    rule: 'store/issued',
    what: 'no names',
    mistake: issuedInto({ authority: 'root' }),
    typed: { stores: { vault: { names: ['api.example.com'] } } },
  },
  {
    rule: 'store/issued',
    what: 'no authority',
    mistake: issuedInto({ names: ['api.example.com'] }),
    typed: { stores: { vault: { authority: 'root' } } },
  },
  {
    rule: 'store/issued',
    what: 'by a chain file',
    mistake: {
      ...issuedInto({ authority: 'company', names: ['api.example.com'] }),
      authority: undefined,
      authorities: {
        root: { kind: 'private-ca', commonName: 'shop root' },
        company: { kind: 'file', chain: '/vault/ca.crt' },
      },
    },
    typed: { stores: { vault: { authority: 'root' } } },
    also: { authorities: { company: undefined } },
  },
  {
    rule: 'store/facts',
    mistake: {
      ...issuedInto({ authority: 'root', names: ['api.example.com'] }),
      certificates: {
        own: {
          kind: 'file',
          chain: '/vault/tls.crt',
          privateKey: '/vault/tls.key',
          store: 'vault',
          facts: { issuer: 'root' },
        },
      },
    },
    typed: { certificates: { own: { facts: undefined } } },
  },
  {
    rule: 'store/same-path',
    what: 'two at the default',
    mistake: reads({ paper: kept(), vault: kept() }),
    typed: { stores: { vault: { mountPath: '/stores/vault' } } },
  },
  {
    rule: 'store/same-path',
    what: 'one inside of the other',
    mistake: reads({ paper: kept('/files/paper'), vault: kept('/files') }),
    typed: { stores: { paper: { mountPath: '/stores/paper' } } },
  },
  {
    rule: 'store/same-path',
    what: 'where the application writes',
    mistake: reads({ vault: kept('/tmp') }, { writes: ['/tmp'] }),
    typed: { stores: { vault: { mountPath: '/stores/vault' } } },
  },
  {
    rule: 'store/same-path',
    what: 'in the folder of the proxy',
    mistake: reads({ vault: kept('/etc/meshspan/certs') }),
    typed: { stores: { vault: { mountPath: '/stores/vault' } } },
  },
  {
    rule: 'topology/private-key',
    what: 'in a variable of the environment',
    mistake: { workloads: { api: { runtime: { image: 'i', environment: { TLS_KEY: PEM } } } } },
    typed: {
      workloads: { api: { runtime: { environment: { TLS_KEY: undefined }, secrets: { TLS_KEY: SECRET } } } },
    },
  },
];
