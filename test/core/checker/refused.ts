import type { Verdict } from '../../../core/checker';
import type { Flaw } from '../../../core/dataplane/lowered';
import {
  CALLER,
  certificate,
  DB_NAME,
  dbCall,
  dbTls,
  FULL,
  mutual,
  ROOT,
  uiTls,
  type WrittenYelb,
} from './yelb';

export const UI = 'yelb-ui -> yelb-appserver';
export const BALANCER = 'load-balancer/yelb-ui:80 -> yelb-ui';
export const OUTSIDE = 'outside -> load-balancer/yelb-ui:80';

export interface Fixture {
  readonly verdict: Verdict;
  /** The application server's call of the database, unless another is named. */
  readonly edge?: string;
  readonly change: (file: WrittenYelb) => void;
  readonly missing?: string;
  /** Where the deciding line stands. */
  readonly at?: string;
}

/** A gateway that leads to the application server, by a route with this match. */
const door =
  (match: object) =>
  (file: WrittenYelb): void => {
    file.gateways = {
      door: { listens: http(8443), routes: [{ name: 'votes', service: 'yelb-appserver', ...match }] },
    };
  };
const DOOR = 'door -> yelb-appserver';

/** Two versions of the application server that are found by host names, behind one route. */
const versions =
  (first: string, second: string, port = 4567) =>
  (file: WrittenYelb): void => {
    for (const [key, hostname, at] of [
      ['one', first, 4567],
      ['two', second, port],
    ] as const)
      file.workloads[key] = {
        account: 'backend',
        listens: { port: at, protocol: 'http' },
        discovery: { kind: 'dns', hostname },
      };
    file.services['yelb-appserver'] = {
      routes: [{ to: { one: 50, two: 50 } }],
      routerListens: http(4567),
    };
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

/** How to reach everything that the data plane refuses. */
export const REFUSED: Readonly<Record<Flaw, readonly Fixture[]>> = {
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
  'header-unmatchable': [
    {
      verdict: 'broken',
      edge: UI,
      change: routed({ headers: { ':authority': 'votes.example.com' } }),
      at: 'services yelb-appserver routes 0',
    },
    { verdict: 'broken', edge: UI, change: routed({ headers: { HOST: { suffix: '.example.com' } } }) },
    { verdict: 'broken', edge: DOOR, change: door({ headers: { ':method': 'GET' } }) },
  ],
  'host-unmatchable': [
    {
      verdict: 'broken',
      edge: DOOR,
      change: door({ hostname: 'votes.example.com:8443' }),
      at: 'gateways door routes 0',
    },
    { verdict: 'broken', edge: DOOR, change: door({ hostname: { suffix: '.example.com:443' } }) },
  ],
  'targets-alike': [
    { verdict: 'broken', edge: 'yelb-ui -> one', change: versions('a.example.com', 'A.example.com.') },
    { verdict: 'broken', edge: 'yelb-ui -> two', change: versions('a.example.com', 'a.example.com') },
  ],
  'port-shared': [
    {
      verdict: 'broken',
      change: (file) => {
        file.workloads['redis-server'].listens = { port: 5432, protocol: 'tcp' };
      },
      at: 'workloads yelb-appserver calls 0',
    },
    {
      verdict: 'broken',
      edge: 'yelb-appserver -> redis-server',
      change: (file) => {
        file.workloads['redis-server'].listens = { port: 5432, protocol: 'http' };
      },
      at: 'workloads yelb-appserver calls 1',
    },
  ],
  'value-refused': [
    {
      verdict: 'broken',
      edge: UI,
      change: routed({ headers: { 'x-vote': { exact: '' } } }),
      at: 'services yelb-appserver routes 0',
    },
    {
      verdict: 'broken',
      edge: UI,
      change: (file) => {
        Object.assign(file.workloads['yelb-appserver'].listens ?? {}, { healthCheck: { timeoutMillis: 1 } });
      },
      at: 'workloads yelb-appserver listens',
    },
    { verdict: 'broken', edge: DOOR, change: door({ priority: 1001 }), at: 'gateways door routes 0' },
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
    {
      verdict: 'broken',
      edge: BALANCER,
      change: (file) => {
        uiTls(file, { clients: { trust: ROOT } });
        file.workloads['yelb-ui'].entry = { port: 80, inside: 'encrypted' };
      },
    },
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
};
