import { check } from '../../../core/checker';
import { lower } from '../../../core/dataplane';
import { development } from '../../cases/pki';
import { parsed } from './yelb';

const lowered = (more: object = {}) => {
  const topology = parsed({ ...development, ...more });
  const lowering = lower(topology);
  if (!lowering.ok) throw new Error('not lowered');
  return { ...lowering.value, findings: lowering.findings };
};

test('certificates of development are files of created stores, one for each certificate and authority', () => {
  const { topology } = lowered();
  expect(topology.certificates['web']).toMatchObject({
    kind: 'file',
    chain: '/development/certificate/web/chain.pem',
    privateKey: '/development/certificate/web/key.pem',
    facts: { issuer: 'root', names: ['web.main.trial.internal'], chain: [] },
    development: { authority: 'root', keyAlgorithm: 'EC_prime256v1' },
  });
  expect(Object.keys(topology.stores)).toEqual([
    'development-authority-root',
    'development-certificate-api',
    'development-certificate-web',
  ]);
});

test.each([
  ['envoy', 'mutual'],
  ['app-mesh', 'verified'],
] as const)('on %s a call between them is %s', (dataPlane, verdict) => {
  const { topology, lowered: specs } = lowered({ dataPlane });
  expect(check(topology, specs, []).edges.map((edge) => edge.verdict)).toEqual([verdict]);
});

test('it is a warning, and no authority of AWS is created or shared', () => {
  const { findings, demands } = lowered();
  expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    'warning authority/development',
  ]);
  expect(demands.needs.filter(({ kind }) => kind === 'share')).toEqual([]);
});

test('a topology without one stays as it is', () => {
  const authority = { kind: 'private-ca', commonName: 'r' };
  expect(Object.keys(lowered({ authority }).topology.stores)).toEqual([]);
});

test('a load balancer presents none of them', () => {
  const web = {
    account: 'main',
    listens: { protocol: 'http', port: 8080 },
    entry: { port: 443, tls: { certificate: 'front' } },
  };
  const { findings } = lowered({
    certificates: { front: { kind: 'issued', names: ['shop.example.com'] } },
    workloads: { web },
  });
  expect(findings.map(({ rule }) => rule)).toContain('entry/certificate');
});

test.each([
  ['ECS', {}],
  ['EKS', { clusters: { pods: { kind: 'eks', account: 'back' } } }],
])('what runs on %s gets its secrets, and those of its account alone', (_, more) => {
  const { demands } = lowered(more);
  const contents = demands.assets.filter(({ content }) => content.kind.startsWith('development'));
  // Both platforms may ask for one authority; the plan has it once.
  expect([...new Set(contents.map(({ content }) => content.id))].toSorted()).toEqual([
    'back/development-secrets/development-authority-root',
    'back/development-secrets/development-certificate-api',
    'main/development-authority/root',
    'main/development-secrets/development-authority-root',
    'main/development-secrets/development-certificate-web',
  ]);
});
