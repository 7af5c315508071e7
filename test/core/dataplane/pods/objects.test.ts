import * as fc from 'fast-check';
import { fieldOf } from '../../../../core/base/json';
import { FILES_SCRIPT } from '../../../../core/dataplane/tasks/script/text';
import { filledText } from '../../../../core/dataplane/pods/objects/text';
import { cpuText, memoryText } from '../../../../core/dataplane/pods/quantities';
import { halfOnEks } from '../../../cases/pod-variants';
import { expanded } from './expansion';
import { byKind, mallWith, named, objectsIn, onEksOf, podOf, templateOf } from './on-eks';
import type { Manifest } from '../../../../core/dataplane/pods';

const scaleOf = (manifest: Manifest | undefined) =>
  manifest && {
    minReplicas: fieldOf(manifest, 'spec', 'minReplicas'),
    maxReplicas: fieldOf(manifest, 'spec', 'maxReplicas'),
  };
const specOf = (manifest: Manifest | undefined): unknown => manifest?.['spec'];
const names = (things: readonly { readonly name: string }[] = []): readonly string[] =>
  things.map(({ name }) => name);

test('a plain workload has one object of each kind that it needs', () => {
  expect(Object.keys(objectsIn(mallWith(), 'api'))).toEqual([
    'ServiceAccount',
    'ConfigMap',
    'SecurityGroupPolicy',
    'NetworkPolicy',
    'Service',
    'Deployment',
    'PodDisruptionBudget',
  ]);
});

test('its containers are those of a task, each healthy before the next one starts', () => {
  const { initContainers, containers } = podOf(objectsIn(mallWith(), 'api'));
  expect(initContainers.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
    ['files-init', undefined],
    ['envoy', 'Always'],
    ['files', 'Always'],
  ]);
  expect(names(containers)).toEqual(['app']);
  const { startupProbe, livenessProbe, readinessProbe } = named(initContainers, 'envoy');
  expect([startupProbe, livenessProbe, readinessProbe]).toMatchObject([
    { periodSeconds: 5, failureThreshold: 9 },
    { failureThreshold: 3 },
    { failureThreshold: 3 },
  ]);
});

test('the proxy reads its configuration from a ConfigMap, and is started again with another', () => {
  const objects = objectsIn(mallWith(), 'api');
  const text = String(fieldOf(objects['ConfigMap'], 'data', 'bootstrap.json'));
  expect(JSON.parse(text)).toMatchObject({ node: { id: 'workload/api', cluster: 'mall' } });
  const envoy = named(podOf(objects).initContainers, 'envoy');
  expect(envoy.args.slice(0, 3)).toEqual([
    'envoy',
    '--config-path',
    '/etc/envoy-configuration/bootstrap.json',
  ]);
  expect(envoy.volumeMounts?.[0]).toEqual({
    name: 'configuration',
    mountPath: '/etc/envoy-configuration',
    readOnly: true,
  });
  const noted = (more: object): unknown =>
    templateOf(objectsIn(mallWith({}, { api: more }), 'api')['Deployment']).metadata.annotations;
  expect(noted({})).toEqual(noted({ tags: { a: 'b' } }));
  expect(noted({})).not.toEqual(noted({ listens: { port: 8081, protocol: 'http' } }));
});

test('no configuration is too large for a pod, and none goes by S3', () => {
  const { pods, plan } = onEksOf(halfOnEks);
  expect(pods.map(({ configuration }) => configuration?.key)).toEqual(pods.map(() => 'bootstrap.json'));
  expect(plan.stacks.flatMap(({ contents }) => contents.map(({ kind }) => kind))).not.toContain(
    'configuration-bucket',
  );
});

test('a pod has its own security group, and the one that asks the DNS of its cluster', () => {
  expect(specOf(objectsIn(mallWith(), 'api')['SecurityGroupPolicy'])).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    securityGroups: {
      groupIds: [
        { filled: [{ kind: 'asset', what: 'security-group-id', key: 'api' }] },
        { filled: [{ kind: 'asset', what: 'dns-security-group-id', key: 'pods' }] },
      ],
    },
  });
});

test.each([
  [{ replicas: 1 }, { replicas: 1 }, false, undefined],
  [{}, { replicas: 2 }, true, undefined],
  [{ replicas: { least: 3, most: 9, cpu: 50 } }, {}, true, { minReplicas: 3, maxReplicas: 9 }],
  [{ replicas: { least: 0, most: 4 } }, {}, false, { minReplicas: 1, maxReplicas: 4 }],
])('%j is a deployment with %j, a budget: %j, and an autoscaler with %j', (runtime, own, budget, scaler) => {
  const objects = objectsIn(mallWith(runtime), 'api');
  const replicas = fieldOf(objects['Deployment'], 'spec', 'replicas');
  expect(replicas === undefined ? {} : { replicas }).toEqual(own);
  expect('PodDisruptionBudget' in objects).toBe(budget);
  expect(scaleOf(objects['HorizontalPodAutoscaler'])).toEqual(scaler);
});

test('secrets are of Kubernetes, files of one are those of a volume, and folders that are written are empty', () => {
  const objects = objectsIn(halfOnEks, 'web');
  const { containers, volumes, initContainers } = podOf(objects);
  const app = named(containers, 'app');
  expect(named(app.env, 'PASSWORD')).toEqual({
    name: 'PASSWORD',
    valueFrom: { secretKeyRef: { name: 'database', key: 'pass.word' } },
  });
  expect(named(volumes, 'store-legal')).toEqual({
    name: 'store-legal',
    secret: { secretName: 'notices', defaultMode: 0o440 },
  });
  expect(named(volumes, 'writes-1')).toEqual({ name: 'writes-1', emptyDir: {} });
  expect(app.volumeMounts).toEqual([
    { name: 'store-legal', mountPath: '/legal', readOnly: true },
    { name: 'writes-1', mountPath: '/tmp' },
  ]);
  // The script fills the volumes of others, and this one Kubernetes.
  const folders = named(named(initContainers, 'files-init').env, 'FOLDERS');
  expect(folders.value).toBe('/etc/meshspan');
});

test('a command of ECS is one of Kubernetes', () => {
  const [app] = podOf(objectsIn(halfOnEks, 'web')).containers;
  expect(app?.startupProbe).toEqual({
    exec: { command: ['/bin/sh', '-c', 'curl -f http://127.0.0.1/ || exit 1'] },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 6,
  });
});

test('an application goes on while its pod leaves, and its proxy takes nothing new', () => {
  const { initContainers, containers } = podOf(objectsIn(mallWith(), 'api'));
  expect(named(containers, 'app').lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '20'] } } });
  expect(named(initContainers, 'envoy').lifecycle?.preStop.exec?.command[2]).toContain(
    '/drain_listeners?graceful&inboundonly',
  );
  expect(names(named(initContainers, 'files').env)).not.toContain('DRAIN');
});

describe('privileges', () => {
  const securityOf = (runtime: object) =>
    named(podOf(objectsIn(mallWith(runtime), 'api')).containers, 'app').securityContext;

  test.each([
    [{}, { drop: ['MKNOD', 'NET_RAW', 'SYS_CHROOT'] }, undefined],
    [{ user: '0' }, { drop: ['MKNOD', 'NET_RAW', 'SYS_CHROOT'] }, undefined],
    [{ user: '1000' }, { drop: ['ALL'], add: ['NET_BIND_SERVICE'] }, true],
    [{ user: '1000:50' }, { drop: ['ALL'], add: ['NET_BIND_SERVICE'] }, true],
  ])('of an application with %j', (runtime, capabilities, runAsNonRoot) => {
    expect(securityOf(runtime)).toMatchObject({ capabilities, allowPrivilegeEscalation: false });
    expect(securityOf(runtime).runAsNonRoot).toBe(runAsNonRoot);
  });

  test('a port below 1024 takes none', () => {
    const { initContainers, securityContext } = podOf(
      objectsIn(mallWith({}, { api: { interception: 'none' } }), 'web'),
    );
    expect(named(initContainers, 'envoy').securityContext).toMatchObject({
      runAsUser: 1337,
      runAsGroup: 1337,
    });
    expect(securityContext.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }]);
  });

  test('rules of the kernel are set by a container of its own, before anything else', () => {
    const [first] = podOf(objectsIn(halfOnEks, 'orders')).initContainers;
    expect(first).toMatchObject({
      name: 'interception',
      securityContext: { capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] } },
    });
    expect(named(first?.env ?? [], 'APPMESH_EGRESS_IGNORED_IP').value).toBe('169.254.170.23,169.254.169.254');
    expect(named(first?.env ?? [], 'APPMESH_APP_PORTS').value).toBe('8080');
  });

  test.each([
    ['baseline', mallWith()],
    ['privileged', mallWith({}, { api: { interception: 'iptables' } })],
  ])('the namespace admits %s', (level, written) => {
    const { Namespace } = byKind(onEksOf(written).manifests);
    expect(Namespace?.metadata.labels?.['pod-security.kubernetes.io/enforce']).toBe(level);
  });
});

test('on App Mesh a pod is intercepted, and its Envoy knows its node', () => {
  const { initContainers } = podOf(objectsIn(mallWith(), 'api', 'app-mesh'));
  expect(names(initContainers)).toEqual(['interception', 'envoy']);
  expect(named(named(initContainers, 'envoy').env, 'APPMESH_RESOURCE_ARN').value).toBe(
    'arn:aws:appmesh:eu-north-1:333333333333:mesh/mall/virtualNode/api',
  );
});

test('the proxy of a gateway is the container of its pod', () => {
  const { initContainers, containers } = podOf(objectsIn(halfOnEks, 'door'));
  expect(names(initContainers)).toEqual(['files-init', 'files', 'tracing']);
  expect(names(containers)).toEqual(['envoy']);
});

test('shares of a pod add up to its size', () => {
  const { initContainers, containers } = podOf(
    objectsIn(mallWith({ cpu: 1024, memory: 4096, tracing: 'x-ray' }), 'api'),
  );
  const sizes = [...initContainers, ...containers].map((each) => [
    each.name,
    each.resources.requests,
    each.resources.limits,
  ]);
  expect(sizes).toEqual([
    ['files-init', { cpu: '25m', memory: '128Mi' }, { memory: '128Mi' }],
    ['envoy', { cpu: '250m', memory: '512Mi' }, { memory: '512Mi' }],
    ['files', { cpu: '25m', memory: '128Mi' }, { memory: '128Mi' }],
    ['tracing', { cpu: '25m', memory: '128Mi' }, { memory: '128Mi' }],
    ['app', { cpu: '700m', memory: '3328Mi' }, { memory: '3328Mi' }],
  ]);
});

test.each([
  [cpuText(250), '250m'],
  [cpuText(1000), '1'],
  [cpuText(16_000), '16'],
  [memoryText(512), '512Mi'],
  [memoryText(2048), '2Gi'],
  [memoryText(2560), '2560Mi'],
])('%s is written as the API server writes it', (written, kept) => {
  expect(written).toBe(kept);
});

describe('Kubernetes gives a container the text that was meant', () => {
  const readBack = (text: string): string => expanded(filledText([text]) as string);

  test('of the script', () => {
    expect(readBack(FILES_SCRIPT)).toBe(FILES_SCRIPT);
    // Without the doubled signs it would be another.
    expect(expanded(FILES_SCRIPT)).not.toBe(FILES_SCRIPT);
  });

  test('of any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('$', '(', ')', '{', '}', 'a', ' ')).map((signs) => signs.join('')),
        (text) => expect(readBack(text)).toBe(text),
      ),
    );
  });

  test('with what Terraform fills in', () => {
    const value = { kind: 'asset', what: 'certificate-arn', key: 'api' } as const;
    expect(filledText(['$(', value, ' ${parameter.tag}'])).toEqual({
      filled: ['$$(', value, ' ${parameter.tag}'],
    });
  });
});

test('a certificate in a Secret is read from its volume, and nothing fetches it', () => {
  const written = mallWith(
    {},
    {
      stores: { own: { kind: 'kubernetes-secret', secret: 'api-tls', mountPath: '/tls' } },
      certificates: {
        api: {
          kind: 'file',
          store: 'own',
          chain: '/tls/tls.crt',
          privateKey: '/tls/tls.key',
          facts: { issuer: 'root', names: ['api.shop.mall.internal'], usages: ['server', 'client'] },
        },
      },
      api: {
        listens: { port: 8080, protocol: 'http', tls: { certificate: 'api' } },
        callDefaults: { certificate: 'api' },
      },
    },
  );
  const { initContainers, volumes } = podOf(objectsIn(written, 'api'));
  expect(named(volumes, 'store-own')).toMatchObject({ secret: { secretName: 'api-tls' } });
  expect(named(initContainers, 'envoy').volumeMounts).toContainEqual({
    name: 'store-own',
    mountPath: '/tls',
    readOnly: true,
  });
  const { env } = named(initContainers, 'files-init');
  expect(names(env)).not.toContain('CERTIFICATES');
  expect(String(named(env, 'SECRET_FILES').value)).toContain('/tls/tls.crt');
});
