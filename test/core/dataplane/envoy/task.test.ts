import { bootstrapOf, envoyTaskParts, proxiesOf, type EnvoyLowered } from '../../../../core/dataplane/envoy';
import { grantsIn } from '../../../../core/dataplane/envoy/grants';
import { ENVOY_IMAGE } from '../../../../core/dataplane/envoy/task/container';
import type { Filled, TaskParts } from '../../../../core/dataplane/tasks';
import { at, type Closed, type Topology } from '../../../../core/topology';
import { envoyVersion } from '../../../../local/envoy/version';
import { yelb } from '../yelb';
import { onEnvoy, shop } from './on-envoy';

const runtime = { image: 'app:1' };
const listens = (port: number, tls?: object) => ({ port, protocol: 'http', ...(tls && { tls }) });

const meshOf = (written: unknown) =>
  onEnvoy(written) as unknown as {
    readonly topology: Closed<Topology>;
    readonly lowered: Closed<EnvoyLowered>;
  };

function partsIn(written: unknown, party: string): TaskParts {
  const { topology, lowered } = meshOf(written);
  return envoyTaskParts(topology, lowered)(party);
}

const container = ({ containers }: TaskParts, name: string) =>
  at(Object.fromEntries(containers.map((each) => [each.name, each])), name);

const api = shop({
  api: { account: 'shop', listens: listens(8080), runtime },
  web: { account: 'shop', listens: listens(80), calls: ['api'], runtime },
});

test('the Envoy of a task is the one that is tested here', () => {
  expect(ENVOY_IMAGE).toBe(`envoyproxy/envoy:v${envoyVersion}`);
});

test('files, then Envoy, then the application', () => {
  const parts = partsIn(api, 'workload/web');
  expect(parts.containers.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
    ['files-init', []],
    ['envoy', [{ container: 'files-init', condition: 'SUCCESS' }]],
    ['files', [{ container: 'files-init', condition: 'SUCCESS' }]],
  ]);
  expect(parts.applicationAfter).toEqual([{ container: 'envoy', condition: 'HEALTHY' }]);
  expect([parts.volumes, parts.entrance, parts.interception]).toEqual([
    [{ name: 'meshspan' }],
    'envoy',
    undefined,
  ]);
});

test('Envoy writes nothing, and what it reads it cannot write', () => {
  const envoy = container(partsIn(api, 'workload/web'), 'envoy');
  expect(envoy).toMatchObject({
    readOnly: true,
    ports: [20_080],
    mounts: [{ volume: 'meshspan', path: '/etc/meshspan', readOnly: true }],
    stopSeconds: 40,
  });
});

test('a port below 1024 needs root, and no other does', () => {
  const userOf = (written: unknown, party: string) => container(partsIn(written, party), 'envoy').user;
  expect(userOf(api, 'workload/api')).toBe('1337:1337');
  const low = shop({
    api: { account: 'shop', listens: listens(80), runtime },
    web: { account: 'shop', calls: ['api'], runtime },
  });
  expect([userOf(low, 'workload/api'), userOf(low, 'workload/web')]).toEqual(['1337:1337', '0']);
});

test('a configuration is an argument of Envoy', () => {
  const { topology, lowered } = meshOf(api);
  const [proxy] = proxiesOf(topology, lowered).filter(({ id }) => id === 'workload/api');
  const { command, environment } = container(envoyTaskParts(topology, lowered)('workload/api'), 'envoy');
  expect(command?.slice(0, 3)).toEqual([
    ['envoy'],
    ['--config-yaml'],
    [JSON.stringify(proxy && bootstrapOf(proxy))],
  ]);
  expect(environment).toEqual({});
});

test('a large configuration comes from the bucket', () => {
  const workloads = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `api-${index}`,
      { account: 'shop', listens: listens(8000 + index) },
    ]),
  );
  const parts = partsIn(
    shop({ ...workloads, web: { account: 'shop', calls: Object.keys(workloads), runtime } }),
    'workload/web',
  );
  expect(parts.configuration?.key).toBe('proxies/workload-web.json');
  expect(JSON.parse(parts.configuration?.text ?? '')).toMatchObject({ node: { id: 'workload/web' } });
  expect(container(parts, 'envoy').command?.slice(0, 3)).toEqual([
    ['envoy'],
    ['--config-path'],
    ['/etc/meshspan/bootstrap.json'],
  ]);
  expect(container(parts, 'files-init').environment['CONFIGURATION']).toEqual([
    { kind: 'asset', what: 'configuration-bucket', key: 'shop' },
    ' proxies/workload-web.json ',
    { kind: 'asset', what: 'configuration-version', key: 'workload-web' },
    ' /etc/meshspan/bootstrap.json',
  ]);
  expect(parts.allows.map(({ sid }) => sid)).toEqual(['Configuration']);
});

test('a proxy without certificates has no files, and is healthy when it is ready', () => {
  const parts = partsIn(
    shop({ api: { account: 'shop', listens: listens(8080, { mode: 'DISABLED' }), runtime } }),
    'workload/api',
  );
  expect([parts.containers.map(({ name }) => name), parts.volumes]).toEqual([['envoy'], []]);
  expect(container(parts, 'envoy').healthCheck?.command.at(-1)).toContain('GET /ready ');
});

test('a proxy is healthy when it has verified its certificate; nobody asks one that runs elsewhere', () => {
  const { topology, lowered } = meshOf(
    shop({
      api: { account: 'shop', listens: listens(8080), runtime },
      web: { account: 'shop', listens: listens(80), calls: ['api'] },
    }),
  );
  const [first, second] = proxiesOf(topology, lowered);
  expect(first?.probes).toEqual([
    {
      certificate: 'certificate_api',
      socket: { address: '127.0.0.1', port: 9902 },
      trust: 'trust_root',
      names: ['api.shop.mall.internal'],
    },
  ]);
  expect([second?.id, second !== undefined && 'probes' in second]).toEqual(['workload/web', false]);
});

test('a proxy that trusts nobody still checks that its certificate works', () => {
  const { topology, lowered } = meshOf(
    shop({ api: { account: 'shop', listens: listens(8080, { clients: 'none' }), runtime } }),
  );
  const [proxy] = proxiesOf(topology, lowered);
  expect(proxy?.probes).toEqual([expect.not.objectContaining({ trust: expect.anything() })]);
  expect(JSON.stringify(proxy && bootstrapOf(proxy))).toContain('"name":"probe/certificate_api"');
});

test('with interception ports stay what they are, and the script reaches AWS before the proxy runs', () => {
  const parts = partsIn(
    shop({
      api: { account: 'shop', listens: listens(80), interception: 'iptables', runtime },
      web: { account: 'shop', listens: listens(81), interception: 'iptables', calls: ['api'], runtime },
    }),
    'workload/web',
  );
  expect(parts.interception).toEqual({
    proxy: 'envoy',
    ignoredUser: 1337,
    ignoredGroup: 1337,
    applicationPorts: [81],
    inboundPort: 15_000,
    outboundPort: 15_001,
    ignoredPorts: [],
    ignoredAddresses: ['169.254.170.2', '169.254.169.254'],
  });
  expect(parts.containers.map(({ user }) => user)).toEqual(['0:1337', '1337:1337', '1337:1337']);
  expect([container(parts, 'envoy').ports, parts.entrance]).toEqual([[], 'app']);
  expect([parts.endpointOf('api', 80), parts.endpointOf('api', 81), parts.endpointOf('db', 80)]).toEqual([
    'api.shop.mall.internal:80',
    undefined,
    undefined,
  ]);
});

test('without interception a service is at a local address', () => {
  const { endpointOf } = partsIn(api, 'workload/web');
  expect([endpointOf('api', 8080), endpointOf('api', 80), endpointOf('db', 80)]).toEqual([
    expect.stringMatching(/^127\.\d+\.\d+\.\d+:8080$/),
    undefined,
    undefined,
  ]);
});

const secret = (name: string): string =>
  `arn:aws:secretsmanager:eu-north-1:333333333333:secret:${name}-AbCdEf`;
const fromFiles = (store: object): object =>
  shop(
    {
      api: {
        account: 'shop',
        listens: listens(8080, { certificate: 'own', clients: 'none' }),
        runtime: { ...runtime, stores: ['other'] },
      },
    },
    {
      stores: {
        files: { mountPath: '/keys', ...store },
        other: { kind: 'task-volume', mountPath: '/tmp/x' },
      },
      certificates: {
        own: {
          kind: 'file',
          store: 'files',
          chain: '/keys/tls.crt',
          privateKey: '/keys/tls.key',
          facts: { issuer: 'root', names: ['api.shop.mall.internal'] },
        },
      },
    },
  );

test('certificates from secrets are fetched into a volume of the task', () => {
  const files = { 'tls.crt': secret('chain'), 'tls.key': secret('key') };
  const parts = partsIn(fromFiles({ kind: 'secrets-manager', files }), 'workload/api');
  expect(parts.volumes).toEqual([{ name: 'meshspan' }, { name: 'store-files' }, { name: 'store-other' }]);
  const { environment, mounts } = container(parts, 'files');
  expect(environment).toMatchObject({
    SECRETS: [`${secret('chain')} /keys/tls.crt\n${secret('key')} /keys/tls.key`],
    // The other volume is the application's own.
    FOLDERS: ['/etc/meshspan /keys'],
  });
  expect(mounts).toContainEqual({ volume: 'store-files', path: '/keys', readOnly: false });
  expect(container(parts, 'envoy').mounts).toContainEqual({
    volume: 'store-files',
    path: '/keys',
    readOnly: true,
  });
  expect(parts.allows).toEqual([
    {
      sid: 'StoredSecrets',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [[secret('chain')], [secret('key')]],
    },
  ]);
});

test('certificates on a file system are copied: nothing else mounts it', () => {
  const parts = partsIn(fromFiles({ kind: 'efs' }), 'workload/api');
  expect(parts.volumes).toContainEqual({ name: 'efs-files', store: 'files' });
  expect(container(parts, 'files').environment['COPIES']).toEqual(['/stores/files /keys']);
  expect(container(parts, 'files').mounts).toContainEqual({
    volume: 'efs-files',
    path: '/stores/files',
    readOnly: true,
  });
  expect(JSON.stringify(container(parts, 'envoy').mounts)).not.toContain('efs-files');
  expect(parts.allows).toEqual([
    {
      sid: 'Stores',
      actions: ['elasticfilesystem:ClientMount'],
      resources: [
        [
          'arn:aws:elasticfilesystem:eu-north-1:333333333333:file-system/',
          { kind: 'asset', what: 'file-system-id', key: 'files' },
        ],
      ],
    },
  ]);
});

test('images of the topology come first', () => {
  const parts = partsIn({ ...api, images: { proxy: 'own/envoy:1', files: 'own/aws:1' } }, 'workload/api');
  expect(parts.containers.map(({ image }) => image)).toEqual(['own/aws:1', 'own/envoy:1', 'own/aws:1']);
});

/** What a text names by its keys, of values that Terraform fills in. */
const keysIn = (text: Filled = [], kind: string): readonly string[] =>
  text.flatMap((part) =>
    typeof part === 'string' || part.kind !== kind
      ? []
      : 'authority' in part
        ? [part.authority]
        : 'key' in part
          ? [part.key]
          : [],
  );

test.each([
  ['Yelb', { ...yelb, dataPlane: 'envoy' }],
  ['a shop', api],
  ['files', fromFiles({ kind: 'efs' })],
])('the policy of each proxy of %s allows what its script fetches, and nothing else', (_, written) => {
  const { topology, lowered } = meshOf(written);
  const grantsOf = grantsIn(topology, lowered);
  const partsOf = envoyTaskParts(topology, lowered);
  for (const { id } of lowered.parties) {
    const init = partsOf(id).containers.find(({ name }) => name === 'files-init');
    const { CERTIFICATES, TRUSTS } = init?.environment ?? {};
    expect({
      certificates: keysIn(CERTIFICATES, 'asset').toSorted(),
      authorities: [...new Set(keysIn(TRUSTS, 'authority-arn'))].toSorted(),
    }).toEqual(grantsOf(id));
  }
});
