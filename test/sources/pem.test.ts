import { join } from 'node:path';
import { loadTopology } from '../../sources/load';
import { withPemFacts } from '../../sources/pem';
import { pems } from './certificates';
import { folderWith } from './folder';

/** One certificate of a topology, after its PEM was read. */
function factsOf(certificate: object, file = 'topology.yaml'): unknown {
  const result = withPemFacts({ mesh: 'yelb', certificates: { db: certificate } }, file);
  return result.ok ? result.value : result.findings.map(({ at, summary }) => [at.path.join('.'), summary]);
}

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
      certificates: { db: { kind: 'file', facts } },
    });
  });

  it('and keep the issuer that was stated', () => {
    expect(factsOf({ pem: pems.client, facts: { issuer: 'company' } })).toMatchObject({
      certificates: { db: { facts: { issuer: 'company', names: [], usages: ['client'] } } },
    });
  });
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

it('what is wrong with a PEM is told at its line', async () => {
  const folder = folderWith({
    'topology.yaml': 'certificates:\n  db:\n    pemFile: nowhere.pem\n  ui:\n    pem: nonsense\n',
  });
  const { findings } = await loadTopology(join(folder, 'topology.yaml'), 'topology.yaml');
  expect(findings.map(({ at, summary }) => `${at.file}:${at.line}:${at.column} ${summary}`)).toEqual([
    'topology.yaml:3:5 "nowhere.pem" does not exist',
    'topology.yaml:5:5 the PEM holds no readable certificate',
  ]);
});

it.each([
  [
    'a private key',
    { pem: `${pems.bare}-----BEGIN EC PRIVATE KEY-----` },
    'pem',
    'the PEM holds a private key',
  ],
  ['both forms', { pem: '', pemFile: '' }, 'pemFile', 'the certificate has both "pem" and "pemFile"'],
  [
    'a fact that is stated, too',
    { pem: pems.bare, facts: { names: ['a'] } },
    'facts.names',
    'the certificate\'s names are stated, and "pem" tells them too',
  ],
  ['a PEM that is no text', { pem: 4 }, 'pem', '"pem" is no text'],
])('a certificate is refused for %s', (_why, certificate, place, summary) => {
  expect(factsOf(certificate)).toEqual([[`certificates.db.${place}`, summary]]);
});

it('whatever else was written stays as it was', () => {
  for (const written of [null, 4, 'text', [], {}, { certificates: 4 }, { certificates: { db: null } }]) {
    expect(withPemFacts(written, 't.yaml')).toEqual({ ok: true, value: written, findings: [] });
  }
});
