import type { Reason } from '../../../core/checker';
import { FROM_OUTSIDE } from './outside';
import { BALANCER, OUTSIDE, REFUSED, UI, type Fixture } from './refused';
import {
  CALLER,
  certificate,
  CLIENTS,
  DB_NAME,
  dbCall,
  dbTls,
  FULL,
  mutual,
  other,
  uiTls,
  type WrittenYelb,
} from './yelb';
import { VALIDATED } from './validated';

/** The database listens so, and is called so. */
const meeting =
  (tls: unknown, policy: unknown) =>
  (file: WrittenYelb): void => {
    dbTls(file, tls);
    dbCall(file, policy);
  };

/** How to reach every reason from Yelb, by one change in what is written. */
export const FIXTURES: Readonly<Record<Reason, readonly Fixture[]>> = {
  'both-verified': [{ verdict: 'mutual', change: mutual(CALLER), at: 'workloads yelb-db listens' }],
  'permissive-mutual': [{ verdict: 'verified', change: mutual(CALLER, CLIENTS, 'PERMISSIVE') }],
  'chain-and-name': [
    { verdict: 'verified', change: () => {}, at: 'workloads yelb-appserver calls 0' },
    { verdict: 'verified', change: (file) => dbTls(file, { mode: 'PERMISSIVE' }) },
  ],

  'acm-chain-only': [
    { verdict: 'encrypted', change: (file) => dbCall(file, 'none') },
    { verdict: 'encrypted', change: (file) => dbCall(file, { ...FULL, ports: [443] }) },
  ],
  'file-unverified': [
    {
      verdict: 'encrypted',
      change: (file) => meeting({ certificate: certificate(file, 'db', {}) }, 'none')(file),
    },
  ],
  'sds-unverified': [
    {
      verdict: 'encrypted',
      change: (file) => meeting({ certificate: certificate(file, 'db', {}, 'sds') }, 'none')(file),
    },
  ],
  'enforce-off-tls': [{ verdict: 'encrypted', change: (file) => dbCall(file, { ...FULL, enforce: false }) }],
  'load-balancer-reencrypts': [
    { verdict: 'encrypted', edge: BALANCER, change: () => {}, at: 'workloads yelb-ui entry' },
  ],
  'load-balancer-tls': [
    {
      verdict: 'encrypted',
      edge: OUTSIDE,
      change: (file) => {
        file.workloads['yelb-ui'].entry = {
          port: 80,
          tls: { certificate: certificate(file, 'site', {}, 'acm') },
        };
      },
    },
  ],

  'application-tls': [
    {
      verdict: 'application',
      change: meeting('application', 'none'),
    },
    {
      verdict: 'application',
      edge: OUTSIDE,
      change: (file) => {
        file.workloads['yelb-ui'].listens = { port: 80, protocol: 'tcp', tls: 'application' };
        file.workloads['yelb-ui'].entry = { port: 80, inside: 'plain' };
      },
    },
  ],
  'no-tls': [
    {
      verdict: 'plaintext',
      change: meeting('none', 'none'),
    },
  ],
  'enforce-off-plain': [
    {
      verdict: 'plaintext',
      change: meeting('none', { ...FULL, enforce: false }),
    },
  ],

  'server-has-no-tls': [
    {
      verdict: 'broken',
      change: meeting('none', FULL),
    },
    {
      verdict: 'broken',
      edge: BALANCER,
      change: (file) => {
        uiTls(file, 'none');
        file.workloads['yelb-ui'].entry = { port: 80, inside: 'encrypted' };
      },
    },
  ],
  'server-tls-disabled': [
    {
      verdict: 'broken',
      change: meeting({ mode: 'DISABLED' }, FULL),
    },
  ],
  'server-requires-tls': [
    {
      verdict: 'broken',
      edge: BALANCER,
      change: (file) => {
        file.workloads['yelb-ui'].entry = { port: 80, inside: 'plain' };
      },
    },
  ],
  'foreign-authority': [
    {
      verdict: 'broken',
      change: (file) => dbCall(file, { trust: { kind: 'private-ca', authorities: other(file) }, names: [] }),
      at: 'workloads yelb-appserver calls 0 policy',
    },
    {
      // Whatever its names are, the issuer is not trusted.
      verdict: 'broken',
      change: (file) => {
        dbTls(file, { certificate: certificate(file, 'db', { issuer: other(file) }) });
        dbCall(file, FULL);
      },
    },
  ],
  'name-mismatch': [
    {
      // A list of names is exact, so a wildcard in it equals not even itself.
      verdict: 'broken',
      change: (file) => {
        dbTls(file, { certificate: certificate(file, 'db', { issuer: 'root', names: ['*.internal'] }) });
        dbCall(file, { ...FULL, names: ['*.internal'] });
      },
    },
    {
      verdict: 'broken',
      change: (file) => dbCall(file, { ...FULL, names: ['elsewhere.internal'] }),
      at: 'workloads yelb-appserver calls 0 policy names',
    },
    {
      verdict: 'broken',
      change: (file) => {
        // Whoever signed it, the name is wrong.
        dbTls(file, { certificate: certificate(file, 'db', { names: ['elsewhere.internal'] }) });
        dbCall(file, FULL);
      },
    },
  ],
  'server-usage-mismatch': [
    {
      verdict: 'broken',
      change: (file) => {
        dbTls(file, {
          certificate: certificate(file, 'db', { issuer: 'root', names: [DB_NAME], usages: ['client'] }),
        });
        dbCall(file, FULL);
      },
    },
  ],
  'client-certificate-missing': [
    { verdict: 'broken', change: mutual(undefined) },
    {
      verdict: 'broken',
      edge: BALANCER,
      change: (file) => {
        uiTls(file, { clients: CLIENTS });
        file.workloads['yelb-ui'].entry = { port: 80, inside: 'encrypted' };
      },
    },
    {
      // The certificate belongs to a policy that does not cover the port.
      verdict: 'broken',
      change: (file) => {
        dbTls(file, { clients: CLIENTS });
        dbCall(file, { ...FULL, ports: [443], certificate: certificate(file, 'caller', CALLER) });
      },
    },
  ],
  'client-authority-foreign': [
    {
      verdict: 'broken',
      change: (file) => mutual({ ...CALLER, issuer: other(file) })(file),
    },
  ],
  'client-usage-mismatch': [
    {
      verdict: 'broken',
      change: mutual({ ...CALLER, usages: ['server'] }),
      at: 'certificates caller',
    },
  ],
  'no-workload': [
    {
      verdict: 'broken',
      edge: 'yelb-appserver -> service/yelb-db',
      change: (file) => {
        file.services['yelb-db'] = { name: 'db.internal', account: 'backend', to: 'none' };
        dbCall(file, FULL);
      },
    },
  ],
  'no-listener': [
    {
      verdict: 'broken',
      edge: UI,
      change: (file) => {
        file.services['yelb-appserver'] = {
          routes: [{ prefix: '/', to: [{ workload: 'yelb-appserver', port: 8080 }] }],
        };
      },
    },
  ],
  'not-discoverable': [
    {
      verdict: 'broken',
      change: (file) => {
        file.workloads['yelb-db'].discovery = 'none';
        dbTls(file, 'none');
        file.services['yelb-db'] = { name: 'db.internal', account: 'backend', to: 'yelb-db' };
        dbCall(file, 'none');
      },
    },
  ],

  ...REFUSED,
  ...FROM_OUTSIDE,
  ...VALIDATED,

  'fact-unknown': [
    {
      verdict: 'undecided',
      change: (file) => {
        dbTls(file, { certificate: certificate(file, 'partner', { names: [DB_NAME] }) });
        dbCall(file, FULL);
      },
      missing: 'issuer of certificate "partner" (/certs/partner.pem)',
    },
    {
      verdict: 'undecided',
      change: (file) => {
        dbTls(file, { certificate: certificate(file, 'partner', {}) });
        dbCall(file, FULL);
      },
      missing:
        'issuer of certificate "partner" (/certs/partner.pem), names of certificate "partner" (/certs/partner.pem)',
    },
    {
      verdict: 'undecided',
      change: (file) => dbCall(file, { trust: { kind: 'file', chain: '/certs/ca.pem' }, names: [] }),
      missing: 'authorities in trust file "/certs/ca.pem"',
    },
    {
      verdict: 'undecided',
      change: meeting('application', FULL),
      missing: 'certificate that the application presents',
    },
  ],
  'parameter-open': [
    {
      verdict: 'undecided',
      change: (file) => {
        file.parameters = { ENFORCE: { type: 'boolean' } };
        dbCall(file, { ...FULL, enforce: { parameter: 'ENFORCE' } });
      },
      missing: 'parameter "ENFORCE"',
    },
    {
      verdict: 'undecided',
      edge: BALANCER,
      change: (file) => {
        file.parameters = { PORT: { type: 'number' } };
        file.workloads['yelb-ui'].entry = { port: 80, listener: { parameter: 'PORT' } };
      },
      missing: 'parameter "PORT"',
    },
  ],
};
