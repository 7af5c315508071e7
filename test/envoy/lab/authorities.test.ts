import type { WrittenTopology } from '../../../core/topology';
import { differencesOf } from '../../../local/envoy';
import { development, hierarchy } from '../../cases/pki';
import { reportOf } from './measured';

/** Callers trust the authority that issues, and not the root above it. */
const trustingIssuer: WrittenTopology = {
  ...hierarchy,
  workloads: {
    ...hierarchy.workloads,
    web: {
      account: 'main',
      calls: [{ service: 'api', policy: { trust: { kind: 'private-ca', authorities: 'issuing' } } }],
      listens: { port: 8080, protocol: 'http', tls: { certificate: 'web' } },
    },
  },
};

/** Nothing above the authority that issues is known. */
const issuerAlone: WrittenTopology = {
  ...hierarchy,
  authorities: {
    issuing: {
      kind: 'existing-ca',
      arn: 'arn:aws:acm-pca:eu-central-1:111111111111:certificate-authority/00000000-0000-4000-8000-000000000001',
      level: 'subordinate',
    },
  },
};

describe.each([
  ['a root, a regional and an issuing authority', hierarchy],
  ['an issuing authority that callers trust itself', trustingIssuer],
  ['an issuing authority of which nothing else is known', issuerAlone],
  ['an authority for development', development],
])('with %s', (_, topology) => {
  test('real Envoys verify each other, and refuse everybody else', async () => {
    const report = await reportOf(topology, 'envoy');
    expect(differencesOf(report)).toEqual([]);
    expect(report.edges.map(({ measured }) => measured)).toEqual(['mutual']);
  });
});

test.each([
  ['a hierarchy', hierarchy],
  ['an authority for development', development],
])('with %s on App Mesh, the caller verifies', async (_, topology) => {
  const report = await reportOf(topology, 'app-mesh');
  expect(differencesOf(report)).toEqual([]);
  expect(report.edges.map(({ measured }) => measured)).toEqual(['verified']);
});
