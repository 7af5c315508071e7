import type { Reason } from '../../../core/checker';
import type { Fixture } from './refused';
import { CALLER, certificate, CLIENTS, DB_NAME, dbCall, dbTls, FULL, mutual, type WrittenYelb } from './yelb';

/** The database presents a certificate with these facts besides its issuer and name. */
const presents =
  (facts: object, kind: 'file' | 'sds' | 'acm' = 'file', policy: unknown = FULL) =>
  (file: WrittenYelb): void => {
    dbTls(file, {
      certificate: certificate(file, 'db', { issuer: 'root', names: [DB_NAME], ...facts }, kind),
    });
    dbCall(file, policy);
  };
const until = (date: string) => ({ validity: { until: date } });
const from = (date: string) => ({ validity: { from: date, until: '2099-01-01' } });

/** The company's root signs the branch's authority, which signs. */
const below = (file: WrittenYelb): void => {
  file.authorities.branch = {
    kind: 'file',
    chain: '/certs/branch.pem',
    level: 'subordinate',
    parent: 'root',
  };
};

/** How to reach the reasons about when a certificate is valid, and what is shown with it, and whose names count. */
export const VALIDATED = {
  'server-certificate-expired': [
    {
      verdict: 'broken',
      change: presents(until('2027-06-14')),
      at: 'certificates db',
    },
    // App Mesh checks what ACM has issued also where no policy covers the port.
    { verdict: 'broken', change: presents(until('2020-01-01'), 'acm', 'none') },
  ],
  'server-certificate-early': [{ verdict: 'broken', change: presents(from('2027-06-16')) }],
  'client-certificate-expired': [
    {
      verdict: 'broken',
      change: mutual({ ...CALLER, ...until('2027-06-14T23:59:58Z') }),
      at: 'certificates caller',
    },
  ],
  'client-certificate-early': [
    { verdict: 'broken', change: mutual({ ...CALLER, ...from('2027-06-15T00:00:01Z') }) },
  ],
  'server-chain-incomplete': [
    {
      verdict: 'broken',
      change: (file) => {
        below(file);
        presents({ issuer: 'branch', chain: [] })(file);
      },
      at: 'certificates db',
    },
  ],
  'client-chain-incomplete': [
    {
      verdict: 'broken',
      change: (file) => {
        below(file);
        mutual({ ...CALLER, issuer: 'branch', chain: ['root'] })(file);
      },
      at: 'certificates caller',
    },
  ],
  'client-name-mismatch': [
    { verdict: 'broken', change: mutual(CALLER, { ...CLIENTS, names: ['someone-else.internal'] }) },
    {
      // A wildcard covers no URI, and the case of one counts.
      verdict: 'broken',
      change: mutual(
        { issuer: 'root', names: ['*.internal', 'spiffe://yelb/App'] },
        { ...CLIENTS, names: ['spiffe://caller.internal', 'spiffe://yelb/app'] },
      ),
      at: 'workloads yelb-db listens tls clients names',
    },
  ],
} satisfies Partial<Record<Reason, readonly Fixture[]>>;

/** More of the same, decided otherwise. */
export const DECIDED: readonly (readonly [string, (file: WrittenYelb) => void, string, string?])[] = [
  ['the last day counts', presents(until('2027-06-15')), 'verified'],
  ['the last second counts', presents(until('2027-06-15T00:00:00Z')), 'verified'],
  ['an offset counts', presents(until('2027-06-15T01:00:00+02:00')), 'broken'],
  ['the first day counts', presents(from('2027-06-15')), 'verified'],
  ['dates that are not stated are not judged', presents({}), 'verified'],
  [
    'a start without an end',
    presents({ validity: { from: '2020-01-01' } }),
    'undecided',
    'end of validity of certificate "db" (/certs/db.pem)',
  ],
  ['a start to come without an end', presents({ validity: { from: '2030-01-01' } }), 'broken'],
  [
    'a validity of which nothing is known',
    presents({ validity: {} }, 'sds'),
    'undecided',
    'end of validity of certificate "db" (db)',
  ],
  ['one that is not validated', presents(until('2020-01-01'), 'file', 'none'), 'encrypted'],
  [
    'a date that waits for a parameter',
    (file) => {
      file.parameters = { END: { type: 'string' } };
      presents({ validity: { until: { parameter: 'END' } } })(file);
    },
    'undecided',
    'parameter "END"',
  ],
  [
    'a chain of which nothing is said',
    (file) => {
      below(file);
      presents({ issuer: 'branch' })(file);
    },
    'undecided',
    'chain of certificate "db" (/certs/db.pem)',
  ],
  [
    'a whole chain',
    (file) => {
      below(file);
      presents({ issuer: 'branch', chain: ['branch'] })(file);
    },
    'verified',
  ],
  [
    "ACM's chain",
    (file) => {
      below(file);
      file.authorities.branch = {
        kind: 'existing-ca',
        arn: 'arn:aws:acm-pca:us-west-2:333333333333:certificate-authority/1',
        level: 'subordinate',
        parent: 'root',
      };
      presents({ issuer: 'branch' }, 'acm')(file);
    },
    'verified',
  ],
  [
    'mutual TLS with whole chains',
    (file) => {
      below(file);
      mutual({ ...CALLER, issuer: 'branch', chain: ['branch'], ...until('2027-12-31') }, CLIENTS)(file);
    },
    'mutual',
  ],
];
