import type { FixCase } from './followed';

const arn = (account: string, digit: number) =>
  `arn:aws:acm-pca:eu-west-1:${account}:certificate-authority/${digit}1111111-0000-4000-8000-000000000000`;
const OWNER = '111111111111';
const COMPANY = '333333333333';

const existing = (account: string, more: object = {}) => ({
  kind: 'existing-ca',
  arn: arn(account, 1),
  ...more,
});
const created = (parent: string, more: object = {}) => ({
  kind: 'private-ca',
  commonName: 'b',
  level: 'subordinate',
  parent,
  ...more,
});

/** A mesh whose certificates come from `below`. */
const under = (authorities: object) => ({
  authority: undefined,
  authorities,
  certificates: { api: { kind: 'issued', authority: 'below' } },
  workloads: { api: { listens: { tls: { certificate: 'api' } } } },
});

/** Authorities that sign authorities. */
export const hierarchyFixes: readonly FixCase[] = [
  {
    rule: 'authority/signer',
    what: 'a file',
    mistake: {
      ...under({ root: { kind: 'file', chain: '/certs/company.pem' }, below: created('root') }),
      dataPlane: 'envoy',
    },
    typed: {
      authorities: {
        below: { kind: 'existing-ca', arn: arn(OWNER, 2), level: 'subordinate', parent: 'root' },
      },
    },
    also: { authorities: { below: { commonName: undefined } } },
  },
  {
    rule: 'authority/signer',
    what: 'an existing one of an unknown key',
    mistake: under({ root: existing(OWNER), below: created('root') }),
    typed: { authorities: { root: { keyAlgorithm: 'RSA_2048' } } },
  },
  {
    rule: 'authority/foreign-signer',
    what: 'of the lowest level',
    mistake: {
      ...under({ root: existing(COMPANY, { keyAlgorithm: 'RSA_2048' }), below: created('root') }),
    },
    typed: { authorities: { root: { shared: true } } },
  },
  {
    rule: 'authority/foreign-signer',
    what: 'of another level',
    mistake: under({
      root: existing(COMPANY, { keyAlgorithm: 'RSA_2048', shared: true }),
      region: created('root'),
      below: created('region', { validityYears: 3 }),
    }),
    typed: {
      authorities: {
        region: {
          kind: 'existing-ca',
          arn: arn(COMPANY, 2),
          level: 'subordinate',
          parent: 'root',
          keyAlgorithm: 'RSA_2048',
        },
      },
    },
    also: { authorities: { region: { commonName: undefined, shared: true } } },
  },
  {
    rule: 'authority/path-length',
    what: 'too many levels',
    mistake: under({
      root: { kind: 'private-ca', commonName: 'r', validityYears: 20 },
      one: created('root', { validityYears: 12 }),
      two: created('one', { validityYears: 10 }),
      three: created('two', { validityYears: 8 }),
      four: created('three', { validityYears: 6 }),
      below: created('four'),
    }),
    typed: { authorities: { below: { parent: 'three' } } },
    also: { authorities: { four: undefined } },
  },
  {
    rule: 'authority/path-length',
    what: 'fewer than there are',
    mistake: under({
      root: { kind: 'private-ca', commonName: 'r' },
      region: created('root', { pathLength: 0 }),
      below: created('region', { validityYears: 3 }),
    }),
    typed: { authorities: { region: { pathLength: 1 } } },
  },
  {
    rule: 'authority/crl',
    what: 'public',
    mistake: { authority: { crl: { bucket: 'lists', public: true } } },
    typed: { authority: { crl: { public: undefined } } },
  },
  {
    rule: 'authority/crl',
    what: 'bucket',
    mistake: { authority: { crl: { bucket: 'lists', public: true } } },
    typed: { authority: { crl: { bucket: undefined } } },
  },
  {
    rule: 'authority/keys-in-state',
    what: 'accepted',
    mistake: { authority: { kind: 'development' }, dataPlane: 'envoy' },
    typed: { authority: { keysInState: true } },
  },
  {
    rule: 'authority/keys-in-state',
    what: 'a private CA',
    mistake: { authority: { kind: 'development' } },
    typed: { authority: { kind: 'private-ca' } },
  },
  {
    rule: 'authority/development',
    what: 'accepted',
    mistake: { authority: { kind: 'development', keysInState: true }, dataPlane: 'envoy' },
    typed: { accept: [{ finding: 'authority/development', because: 'a trial' }] },
  },
  {
    rule: 'authority/development',
    what: 'a private CA',
    mistake: { authority: { kind: 'development', keysInState: true }, dataPlane: 'envoy' },
    typed: { authority: { kind: 'private-ca', keysInState: undefined } },
  },
  {
    rule: 'authority/path-length',
    what: 'of a root',
    mistake: under({
      root: { kind: 'private-ca', commonName: 'r', pathLength: 1 },
      below: created('root'),
    }),
    typed: { authorities: { root: { pathLength: undefined } } },
  },
];
