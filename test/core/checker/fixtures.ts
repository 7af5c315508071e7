import type { Reason, Verdict } from '../../../core/checker';
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
  ROOT,
  uiTls,
  type WrittenYelb,
} from './yelb';

const UI = 'yelb-ui -> yelb-appserver';
const BALANCER = 'load-balancer/yelb-ui:80 -> yelb-ui';
const OUTSIDE = 'outside -> load-balancer/yelb-ui:80';

interface Fixture {
  readonly verdict: Verdict;
  /** The application server's call of the database, unless another is named. */
  readonly edge?: string;
  readonly change: (file: WrittenYelb) => void;
  readonly missing?: string;
  /** Where the deciding line stands. */
  readonly at?: string;
}

/** The database listens so, and is called so. */
const meeting =
  (tls: unknown, policy: unknown) =>
  (file: WrittenYelb): void => {
    dbTls(file, tls);
    dbCall(file, policy);
  };

const http = (port: number): object => ({ port, protocol: 'http' });

/** The application server's only route, and what its router listens on. */
const routed =
  (route: object, routerListens?: readonly object[]) =>
  (file: WrittenYelb): void => {
    file.services['yelb-appserver'] = {
      routes: [{ ...route, to: 'yelb-appserver' }],
      ...(routerListens ? { routerListens } : {}),
    };
  };

/** The root is one that others made. */
const existing =
  (arn: string, level = 'root') =>
  (file: WrittenYelb): void => {
    file.authorities.root = { kind: 'existing-ca', arn, level };
  };

/** The database presents a certificate from an account and region. */
const bought =
  (account: string, region: string, issuer = 'root') =>
  (file: WrittenYelb): void => {
    file.certificates.bought = {
      kind: 'acm',
      arn: `arn:aws:acm:${region}:${account}:certificate/1`,
      facts: { issuer, names: [DB_NAME] },
    };
    dbTls(file, { certificate: 'bought' });
    dbCall(file, FULL);
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
  'load-balancer-plain': [{ verdict: 'plaintext', edge: OUTSIDE, change: () => {} }],

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
      at: 'workloads yelb-db',
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
    { verdict: 'broken', edge: BALANCER, change: (file) => uiTls(file, { clients: CLIENTS }) },
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
  'client-name-mismatch': [
    { verdict: 'broken', change: mutual(CALLER, { ...CLIENTS, names: ['someone-else.internal'] }) },
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

  'port-ambiguous': [
    {
      verdict: 'broken',
      edge: UI,
      change: routed({ prefix: '/' }, [http(4567), http(80)]),
      at: 'services yelb-appserver routes 0',
    },
  ],
  'port-not-routed': [{ verdict: 'broken', edge: UI, change: routed({ prefix: '/', port: 9999 }) }],
  'protocol-mismatch': [
    {
      verdict: 'broken',
      edge: UI,
      change: routed({ protocol: 'tcp' }),
      at: 'services yelb-appserver routes 0',
    },
    {
      verdict: 'broken',
      edge: 'door -> yelb-db',
      change: (file) => {
        file.gateways = { door: { listens: http(8080), routes: [{ service: 'yelb-db' }] } };
      },
      at: 'gateways door routes 0',
    },
  ],
  'path-without-slash': [
    { verdict: 'broken', edge: UI, change: routed({ prefix: 'votes' }) },
    { verdict: 'broken', edge: UI, change: routed({ path: 'votes' }) },
  ],
  'authority-not-a-ca': [
    {
      verdict: 'broken',
      change: existing('arn:aws:acm:us-west-2:111111111111:certificate/1'),
      at: 'workloads yelb-appserver calls 0',
    },
    {
      // Whoever trusts it or not, nothing was ever issued.
      verdict: 'broken',
      change: (file) => {
        existing('arn:aws:acm:us-west-2:111111111111:certificate/1')(file);
        dbCall(file, 'none');
      },
    },
  ],
  'authority-not-a-root': [
    {
      verdict: 'broken',
      change: (file) => {
        existing('arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/1', 'subordinate')(file);
        dbCall(file, FULL);
      },
      at: 'workloads yelb-appserver calls 0 policy',
    },
  ],
  'authority-elsewhere': [
    {
      verdict: 'broken',
      change: existing('arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/1'),
    },
  ],
  'too-many-authorities': [
    {
      verdict: 'broken',
      change: (file) => {
        const many = ['second', 'third', 'fourth'];
        for (const key of many) file.authorities[key] = { kind: 'private-ca', commonName: key };
        dbCall(file, { trust: { kind: 'private-ca', authorities: ['root', ...many] }, names: [] });
      },
    },
  ],
  'certificate-elsewhere': [
    {
      verdict: 'broken',
      change: bought('111111111111', 'us-west-2'),
      at: 'certificates bought',
    },
    { verdict: 'broken', change: bought('222222222222', 'us-east-1') },
  ],
  'certificate-public': [
    {
      verdict: 'broken',
      change: (file) => {
        file.authorities.web = { kind: 'file', chain: '/etc/ssl/certs/ca-certificates.crt', public: true };
        bought('222222222222', 'us-west-2', 'web')(file);
      },
    },
  ],
  'certificate-not-issuable': [
    {
      verdict: 'broken',
      change: (file) => {
        file.authorities.root = {
          kind: 'private-ca',
          commonName: 'yelb root',
          usageMode: 'SHORT_LIVED_CERTIFICATE',
        };
      },
    },
  ],
  'key-unfit': [
    {
      verdict: 'broken',
      change: (file) => {
        file.certificates.curved = { kind: 'issued', authority: 'root', keyAlgorithm: 'EC_prime256v1' };
        dbTls(file, { certificate: 'curved' });
      },
      at: 'certificates curved',
    },
  ],
  'caller-certificate-acm': [
    {
      verdict: 'broken',
      change: (file) => dbCall(file, { ...FULL, certificate: certificate(file, 'caller', CALLER, 'acm') }),
      at: 'workloads yelb-appserver calls 0 policy',
    },
  ],
  'listener-trust-acm': [
    {
      verdict: 'broken',
      change: mutual(CALLER, { trust: ROOT }),
      at: 'workloads yelb-db listens',
    },
    { verdict: 'broken', edge: BALANCER, change: (file) => uiTls(file, { clients: { trust: ROOT } }) },
  ],
  'private-ca-unavailable': [
    {
      verdict: 'broken',
      change: (file) => {
        file.region = 'cn-north-1';
        for (const workload of Object.values(file.workloads)) workload.account = 'frontend';
      },
    },
  ],
  'mesh-not-shared': [
    {
      verdict: 'broken',
      edge: UI,
      change: (file) => {
        file.region = 'cn-north-1';
      },
      at: 'accounts backend',
    },
  ],

  'fact-unknown': [
    {
      verdict: 'undecided',
      change: (file) => {
        dbTls(file, { certificate: certificate(file, 'partner', { names: [DB_NAME] }) });
        dbCall(file, FULL);
      },
      missing: 'issuer of certificate "partner"',
    },
    {
      verdict: 'undecided',
      change: (file) => {
        dbTls(file, { certificate: certificate(file, 'partner', {}) });
        dbCall(file, FULL);
      },
      missing: 'issuer of certificate "partner", names of certificate "partner"',
    },
    {
      verdict: 'undecided',
      change: (file) => dbCall(file, { trust: { kind: 'file', chain: '/certs/ca.pem' }, names: [] }),
      missing: 'authorities in trust file "/certs/ca.pem"',
    },
    {
      verdict: 'undecided',
      change: meeting('application', FULL),
      missing: 'certificate that the application shows',
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
