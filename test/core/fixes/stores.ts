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
const PEM = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n';

/** Mistakes in stores, and with what should be in one. */
export const storeFixes: readonly FixCase[] = [
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
