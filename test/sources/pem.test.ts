import { join } from 'node:path';
import { fieldOf } from '../../core/base/json';
import { loadTopology } from '../../sources/load';
import { withPemFacts } from '../../sources/pem';
import { bank } from './bank';
import { pems } from './certificates';
import { folderWith } from './folder';

/** One certificate of a topology, after its PEM was read. */
function factsOf(certificate: object, file = 'topology.yaml'): unknown {
  const result = withPemFacts({ mesh: 'yelb', certificates: { db: certificate } }, file);
  return result.ok ? result.value : result.findings.map(({ at, summary }) => [at.path.join('.'), summary]);
}

/** When the certificates of the tests are valid. */
const CENTURY = { from: '2026-11-21T13:17:33Z', until: '2126-10-28T13:17:33Z' };

describe('the facts of a certificate are read from its PEM', () => {
  it.each([
    [
      'names, and the usages that it lists',
      pems.server,
      {
        names: ['yelb-db.backend.yelb.internal', '*.backend.yelb.internal', 'spiffe://yelb/db'],
        usages: ['server'],
      },
    ],
    ['no names where it has none', pems.client, { names: [], usages: ['client'] }],
    ['every usage where it lists none', pems.bare, { names: [], usages: ['server', 'client'] }],
    ['the first one of a chain', pems.client + pems.server, { names: [], usages: ['client'] }],
  ])('%s', (_what, pem, facts) => {
    expect(factsOf({ kind: 'file', pem })).toEqual({
      mesh: 'yelb',
      certificates: { db: { kind: 'file', facts: { ...facts, validity: CENTURY } } },
    });
  });

  it('and keep the issuer that was stated', () => {
    expect(factsOf({ pem: pems.client, facts: { issuer: 'company' } })).toMatchObject({
      certificates: { db: { facts: { issuer: 'company', names: [], usages: ['client'] } } },
    });
  });
});

/** What a topology of the bank reads from the text, where the leaf is said to be signed by `issuer`. */
function bankFacts(pem: string, issuer: string | null = 'issuing', kind = 'file'): unknown {
  const authorities = {
    root: { kind: 'private-ca' },
    issuing: { kind: 'existing-ca', parent: 'root' },
    orphan: { kind: 'existing-ca' },
  };
  const facts = issuer === null ? {} : { issuer };
  const result = withPemFacts({ authorities, certificates: { ledger: { kind, pem, facts } } }, 't.yaml');
  return fieldOf(result.ok ? result.value : undefined, 'certificates', 'ledger', 'facts');
}
const { leaf, issuing, renamed, root, odd } = bank;

describe('the chain of a certificate is read from its PEM', () => {
  it.each<[string, string, readonly string[]]>([
    ['the leaf alone', leaf, []],
    ['its issuer', leaf + issuing, ['issuing']],
    ['everything', leaf + issuing + root, ['issuing', 'root']],
    ['any order', leaf + root + issuing, ['issuing', 'root']],
    ['another authority of the same name', leaf + renamed + root, []],
    ['both of one name', leaf + renamed + issuing, ['issuing']],
    ['the root without what is between', leaf + root, []],
    ['text beside it', `Subject: ledger\n${leaf}\nSubject: issuing\n${issuing}`, ['issuing']],
  ])('%s', (_, pem, chain) => {
    expect(bankFacts(pem)).toMatchObject({ chain });
  });

  it('as far as the parents of the topology go', () => {
    expect(bankFacts(leaf + issuing + root, 'orphan')).toMatchObject({ chain: ['orphan'] });
  });

  it('where it is stated who signed it, and not for ACM, which has a chain of its own', () => {
    expect(bankFacts(leaf + issuing, null)).not.toHaveProperty('chain');
    expect(bankFacts(leaf, 'issuing', 'acm')).not.toHaveProperty('chain');
  });

  it('and is valid while all of it is', () => {
    const until = (pem: string): unknown => fieldOf(bankFacts(pem), 'validity', 'until');
    expect(until(leaf)).toBe('2095-05-10T17:13:07Z');
    expect(until(leaf + issuing)).toBe('2076-03-10T16:54:01Z');
    // A root counts as the other side trusts it, and what is not of the chain not at all.
    expect(until(leaf + issuing + root)).toBe('2076-03-10T16:54:01Z');
    expect(until(leaf + renamed)).toBe('2095-05-10T17:13:07Z');
  });

  it('and a certificate of it that cannot be read is reported', () => {
    expect(factsOf({ kind: 'file', pem: leaf + issuing.replace('MII', '___') })).toEqual([
      ['certificates.db.pem', 'the PEM contains no readable certificate'],
    ]);
  });
});

it('names of other types are not names', () => {
  expect(bankFacts(odd)).toMatchObject({ names: ['urn:bank:teller'] });
});

it('a file is found beside the topology', async () => {
  const folder = folderWith({
    'topology.yaml': 'mesh: yelb\ncertificates:\n  db: {kind: sds, pemFile: certs/db.pem}\n',
    'certs/db.pem': pems.client,
  });
  expect(await loadTopology(join(folder, 'topology.yaml'))).toMatchObject({
    ok: true,
    value: { written: { certificates: { db: { kind: 'sds', facts: { usages: ['client'] } } } } },
  });
});

it('what is wrong with a PEM is reported at its line', async () => {
  const folder = folderWith({
    'topology.yaml': 'certificates:\n  db:\n    pemFile: nowhere.pem\n  ui:\n    pem: nonsense\n',
  });
  const { findings } = await loadTopology(join(folder, 'topology.yaml'), 'topology.yaml');
  expect(findings.map(({ at, summary }) => `${at.file}:${at.line}:${at.column} ${summary}`)).toEqual([
    'topology.yaml:3:5 "nowhere.pem" does not exist',
    'topology.yaml:5:5 the PEM contains no readable certificate',
  ]);
});

it.each([
  [
    'a private key',
    { pem: `${pems.bare}-----BEGIN EC PRIVATE KEY-----` },
    'pem',
    'the PEM contains a private key',
  ],
  ['both forms', { pem: '', pemFile: '' }, 'pemFile', 'the certificate has both "pem" and "pemFile"'],
  [
    'a fact that is stated, too',
    { pem: pems.bare, facts: { names: ['a'] } },
    'facts.names',
    'facts.names of the certificate is stated, and is also in "pem"',
  ],
  [
    'dates that are stated, too',
    { pem: pems.bare, facts: { validity: {} } },
    'facts.validity',
    'facts.validity of the certificate is stated, and is also in "pem"',
  ],
  [
    'a chain that is stated, too',
    { kind: 'sds', pem: pems.bare, facts: { chain: [] } },
    'facts.chain',
    'facts.chain of the certificate is stated, and is also in "pem"',
  ],
  ['a PEM that is not a text', { pem: 4 }, 'pem', '"pem" is not a text'],
])('a certificate is refused for %s', (_why, certificate, place, summary) => {
  expect(factsOf(certificate)).toEqual([[`certificates.db.${place}`, summary]]);
});

it('whatever else was written stays as it was', () => {
  for (const written of [null, 4, 'text', [], {}, { certificates: 4 }, { certificates: { db: null } }]) {
    expect(withPemFacts(written, 't.yaml')).toEqual({ ok: true, value: written, findings: [] });
  }
});
