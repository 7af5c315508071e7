import { bootstrapOf, envoyTaskParts, proxiesOf } from '../../../../core/dataplane/envoy';
import { ENVOY_IMAGE } from '../../../../core/dataplane/envoy/task/container';
import { envoyVersion } from '../../../../local/envoy/version';
import { shop } from './on-envoy';
import { api, container, listens, meshOf, partsIn, runtime } from './tasks';

test('the Envoy of a task is the one that is tested here', () => {
  expect(ENVOY_IMAGE).toBe(`envoyproxy/envoy:v${envoyVersion}`);
});

test('files, then Envoy, then the application', () => {
  const parts = partsIn(api, 'workload/web');
  expect(parts.containers.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
    ['files-init', []],
    ['envoy', [{ container: 'files-init', condition: 'SUCCESS' }]],
    [
      'files',
      [
        { container: 'files-init', condition: 'SUCCESS' },
        { container: 'app', condition: 'START' },
      ],
    ],
  ]);
  expect(parts.applicationAfter).toEqual([{ container: 'envoy', condition: 'HEALTHY' }]);
  expect([parts.volumes, parts.entrance, parts.interception]).toEqual([
    [{ name: 'meshspan' }],
    'envoy',
    undefined,
  ]);
});

test('what stops first drains: ECS stops the application before the proxy that it waits for', () => {
  const files = container(partsIn(api, 'workload/web'), 'files');
  expect([files.environment['DRAIN'], files.stopSeconds]).toEqual([['9901 20'], 40]);
  const { environment } = container(partsIn(api, 'workload/web'), 'files-init');
  expect(environment['DRAIN']).toBeUndefined();
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

test('the agent of ECS Exec writes to the container in which people start commands', () => {
  const open = shop({
    api: { account: 'shop', listens: listens(8080), runtime: { ...runtime, exec: true } },
  });
  expect(container(partsIn(open, 'workload/api'), 'envoy').readOnly).toBe(false);
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

test('images of the topology come first', () => {
  const parts = partsIn({ ...api, images: { proxy: 'own/envoy:1', files: 'own/aws:1' } }, 'workload/api');
  expect(parts.containers.map(({ image }) => image)).toEqual(['own/aws:1', 'own/envoy:1', 'own/aws:1']);
});

test('a proxy sends traces to what its task has for them', () => {
  const bootstrapWith = (tracing?: string): string => {
    const { topology, lowered } = meshOf(
      shop({
        api: {
          account: 'shop',
          listens: listens(8080),
          runtime: { ...runtime, ...(tracing && { tracing }) },
        },
      }),
    );
    const [proxy] = proxiesOf(topology, lowered);
    return JSON.stringify(proxy && bootstrapOf(proxy));
  };
  expect(bootstrapWith('x-ray')).toContain('"name":"envoy.tracers.xray"');
  expect(bootstrapWith('opentelemetry')).toContain('"port_value":4317');
  expect(bootstrapWith('none')).toBe(bootstrapWith());
  expect(bootstrapWith()).not.toContain('tracers');
});
