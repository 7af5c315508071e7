import { completeForEnvoy } from '../../../../core/dataplane/envoy/complete';
import { parsed, yelb } from '../yelb';
import { onEnvoy, shop } from './on-envoy';

const listens = (port: number, tls?: unknown) => ({
  port,
  protocol: 'http',
  ...(tls === undefined ? {} : { tls }),
});
const at = { account: 'shop' };

const tlsOf = (written: unknown, workload: string) =>
  onEnvoy(written).topology.workloads[workload]?.listeners[0]?.tls;

test('Yelb completed twice is Yelb completed once', () => {
  const once = completeForEnvoy(parsed({ ...yelb, dataPlane: 'envoy' }));
  expect(completeForEnvoy(once)).toEqual(once);
});

test('what App Mesh wrote stays as it was', () => {
  const topology = parsed({ ...yelb, defaults: 'api', workloads: {}, services: {}, authority: undefined });
  expect(completeForEnvoy(topology)).toBe(topology);
});

test('a listener accepts its callers, and nobody else', () => {
  const written = shop({
    api: { ...at, listens: listens(8080) },
    web: { ...at, listens: listens(80), calls: ['api'] },
  });
  expect(tlsOf(written, 'api')).toMatchObject({
    validation: {
      trust: { kind: 'private-ca', authorities: ['root'] },
      names: ['web.shop.mall.internal'],
    },
  });
  // Nobody calls it.
  expect(tlsOf(written, 'web')).toMatchObject({ validation: { names: ['web.shop.mall.internal'] } });
});

test("clients: 'none' asks for no certificate, and so does DISABLED", () => {
  const written = shop({
    api: { ...at, listens: listens(8080, { clients: 'none' }) },
    off: { ...at, listens: listens(8081, { mode: 'DISABLED' }) },
    web: { ...at, listens: listens(80), calls: ['api'] },
  });
  expect(tlsOf(written, 'api')).not.toHaveProperty('validation');
  expect(tlsOf(written, 'off')).not.toHaveProperty('validation');
  expect(onEnvoy(written).rules).toEqual([]);
});

test('what is written about callers stays', () => {
  const clients = { trust: { kind: 'private-ca', authorities: 'root' }, names: ['web.example'] };
  const written = shop({ api: { ...at, listens: listens(8080, { clients }) } });
  expect(tlsOf(written, 'api')).toMatchObject({ validation: { names: ['web.example'] } });
});

test('a caller without a listener gets a certificate to show, where it is asked for one', () => {
  const { topology, lowered } = onEnvoy(
    shop({
      api: { ...at, listens: listens(8080) },
      open: { ...at, listens: listens(8081, { clients: 'none' }) },
      job: { ...at, calls: ['api'] },
      other: { ...at, calls: ['open'] },
    }),
  );
  expect(topology.workloads['job']?.calls[0]?.policy).toMatchObject({ certificate: 'job' });
  expect(topology.certificates['job']).toMatchObject({
    kind: 'issued',
    authority: 'root',
    keyAlgorithm: 'EC_prime256v1',
    facts: { names: ['job.shop.mall.internal'] },
  });
  expect(topology.certificates).not.toHaveProperty('other');
  expect(lowered.certificates.map(({ key }) => key)).toContain('job');
});

test('keys are of P-256 unless an algorithm is written', () => {
  const { lowered } = onEnvoy(
    shop(
      { api: { ...at, listens: listens(8080) }, old: { ...at, listens: listens(8081) } },
      { certificates: { old: { kind: 'issued', keyAlgorithm: 'RSA_2048' } } },
    ),
  );
  expect(lowered.certificates.map(({ key, source }) => ({ key, source }))).toMatchObject([
    { key: 'api', source: { keyAlgorithm: 'EC_prime256v1', keepsAlgorithm: true } },
    { key: 'old', source: { keyAlgorithm: 'RSA_2048' } },
  ]);
  expect(lowered.certificates[1]?.source).not.toHaveProperty('keepsAlgorithm');
});

test('a certificate without the name that is looked up is known by its first name that is not a wildcard', () => {
  const certificates = {
    web: {
      kind: 'file',
      chain: '/web.pem',
      privateKey: '/web.key',
      facts: { issuer: 'root', names: ['*.shop.example', 'web.example'] },
    },
  };
  const written = shop(
    { api: { ...at, listens: listens(8080) }, web: { ...at, listens: listens(80), calls: ['api'] } },
    { certificates },
  );
  expect(tlsOf(written, 'api')).toMatchObject({ validation: { names: ['web.example'] } });
});

test('a listener whose callers have certificates of unknown issuers is reported', () => {
  const certificates = { web: { kind: 'file', chain: '/web.pem', privateKey: '/web.key' } };
  const written = shop(
    {
      api: { ...at, listens: listens(8080) },
      web: {
        ...at,
        listens: listens(80, 'none'),
        calls: [{ service: 'api', policy: { certificate: 'web' } }],
      },
    },
    { certificates },
  );
  expect(tlsOf(written, 'api')).not.toHaveProperty('validation');
  expect(onEnvoy(written).rules).toEqual(['envoy/unverified-callers']);
});

test('callers whose bytes a load balancer passes are not kept out, and the callers of the mesh are asked as ever', () => {
  const entry = { port: 443, inside: 'passed' };
  const written = shop({ api: { ...at, listens: listens(8443), entry } });
  expect(tlsOf(written, 'api')).toHaveProperty('validation');
  const [api] = onEnvoy(written).lowered.parties.filter(({ key }) => key === 'api');
  expect(
    api?.listeners.map(({ port, frontOf, tls }) => [
      port,
      frontOf,
      tls.kind === 'mesh' && 'validation' in tls,
    ]),
  ).toEqual([
    [8443, undefined, true],
    [18443, 8443, false],
  ]);
  expect(api?.entries).toMatchObject([{ listener: 18443, inside: 'passed' }]);
});

test('callers of whom the topology says what they show come to the listener itself', () => {
  const clients = { trust: { kind: 'private-ca', authorities: 'root' }, names: ['till.example.com'] };
  const entry = { port: 443, inside: 'passed' };
  const written = shop({ api: { ...at, listens: listens(8443, { clients }), entry } });
  const [api] = onEnvoy(written).lowered.parties.filter(({ key }) => key === 'api');
  expect(api?.listeners).toHaveLength(1);
  expect(api?.entries).toMatchObject([{ listener: 8443 }]);
});
