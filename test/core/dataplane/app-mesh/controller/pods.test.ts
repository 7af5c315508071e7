import { appMesh } from '../../../../../core/dataplane/app-mesh';
import { appMeshTaskParts } from '../../../../../core/dataplane/app-mesh/task';
import type { AppMeshLowered } from '../../../../../core/dataplane/app-mesh/specs';
import { clusterObjectsOf, podsOf, registrarsOf } from '../../../../../core/dataplane/pods';
import { partsLater } from '../../../../../core/dataplane/tasks';
import type { Closed, Topology } from '../../../../../core/topology';
import { lowered, parsed } from '../../yelb';
import { resourcesOf, yelbOnEks } from './on-eks';

function podsIn(written: unknown) {
  const topology = parsed(written) as Closed<Topology>;
  const specs = lowered(topology) as Closed<AppMeshLowered>;
  const parts = partsLater(() => appMeshTaskParts(topology, specs));
  const pods = podsOf(topology, specs, parts);
  return { topology, pods, registrars: registrarsOf(topology, pods) };
}

const { 'yelb-db': db, ...others } = yelbOnEks.workloads;
const withDatabase = (change: object) => ({
  ...yelbOnEks,
  workloads: { ...others, 'yelb-db': { ...db, ...change } },
});

const annotationsOf = (written: unknown, key: string) =>
  podsIn(written).pods.find((pod) => pod.key === key)?.annotations;

test('an Envoy that is added reads the files of its certificates, and sends traces', () => {
  const written = {
    ...withDatabase({
      listens: { protocol: 'tcp', port: 5432, tls: { certificate: 'db' } },
      runtime: { image: 'app:1', cluster: 'back', tracing: 'x-ray' },
    }),
    stores: { tls: { kind: 'kubernetes-secret', secret: 'db-tls', mountPath: '/certs' } },
    certificates: {
      db: {
        kind: 'file',
        store: 'tls',
        chain: '/certs/tls.crt',
        privateKey: '/certs/tls.key',
        facts: { issuer: 'root', names: ['yelb-db.backend.yelb.internal'] },
      },
    },
  };
  expect(annotationsOf(written, 'yelb-db')).toEqual({
    'appmesh.k8s.aws/ports': '5432',
    'appmesh.k8s.aws/ignoredGID': '1337',
    'appmesh.k8s.aws/egressIgnoredIPs': '169.254.170.23,169.254.169.254',
    'appmesh.k8s.aws/volumeMounts': 'store-tls:/certs',
    'appmesh.k8s.aws/sidecarEnv': 'ENABLE_ENVOY_XRAY_TRACING=1',
  });
  const [pod] = podsIn(written).pods.filter(({ key }) => key === 'yelb-db');
  expect(pod?.containers.map(({ name }) => name)).toEqual(['tracing', 'app']);
  expect(pod?.interception).toBeUndefined();
  expect(pod?.volumes).toEqual([{ name: 'store-tls', secret: 'db-tls' }]);
});

test('without a controller a pod has its Envoy, and no annotation', () => {
  const written = {
    ...yelbOnEks,
    clusters: { ...yelbOnEks.clusters, back: { kind: 'eks', account: 'backend' } },
  };
  expect(annotationsOf(written, 'yelb-db')).toBeUndefined();
  const [pod] = podsIn(written).pods.filter(({ key }) => key === 'yelb-db');
  expect(pod?.containers.map(({ name }) => name)).toEqual(['envoy', 'app']);
});

const hostsOf = (written: unknown) => {
  const [back] = podsIn(written).registrars.filter(({ cluster }) => cluster === 'back');
  return back?.entries.map(([first]) => (typeof first === 'string' ? first.split(' ')[0] : first));
};

test('the registrar leaves pods to the controller where it registers them, and takes its own out', () => {
  expect(hostsOf(yelbOnEks)).toEqual(['-', '-', '-']);
  const dns = { discovery: { kind: 'dns', hostname: 'yelb-db.backend.yelb.internal' } };
  expect(hostsOf(withDatabase(dns))).toEqual(['-', '-', 'yelb-db.yelb.svc.cluster.local.']);
});

test('manifests have the mesh objects after the namespace, and before the pods', () => {
  const topology = parsed(yelbOnEks) as Closed<Topology>;
  const clusters = appMesh.manifestsOf?.(topology, lowered(topology) as Closed<AppMeshLowered>) ?? [];
  const [parts] = clusters.filter(({ cluster }) => cluster === 'back').map((each) => each.parts);
  expect(parts?.map(({ name }) => name)).toEqual([
    'cluster',
    'mesh-objects',
    'workload-redis-server',
    'workload-yelb-appserver',
    'workload-yelb-db',
  ]);
  expect(parts?.[1]?.manifests).toEqual(resourcesOf(topology, 'back'));
});

test('what a controller made goes before its role, and before the mesh', () => {
  const resource = (type: string, name: string) => ({ type, name, attributes: {} });
  const release = resource('helm_release', 'controller_back_objects');
  const holders = (of: ReturnType<typeof resource>) =>
    (appMesh.containers ?? []).filter(({ is, holds }) => is(of) && holds(release)).length;
  expect(holders(resource('aws_iam_role_policy', 'controller_back'))).toBe(1);
  expect(holders(resource('aws_appmesh_mesh', 'mesh'))).toBe(1);
  expect(holders(resource('aws_iam_role_policy', 'registrar_back'))).toBe(0);
});

test('the namespace belongs to the mesh, and what registers pods there is no node of it', () => {
  const { topology, pods, registrars } = podsIn(yelbOnEks);
  const [registrar] = registrars;
  if (registrar === undefined) throw new Error('no cluster');
  const objects = clusterObjectsOf(topology, registrar, pods);
  expect(objects[0]?.metadata.labels).toEqual({
    'app.kubernetes.io/managed-by': 'meshspan',
    'pod-security.kubernetes.io/enforce': 'privileged',
    mesh: 'yelb',
    'appmesh.k8s.aws/sidecarInjectorWebhook': 'enabled',
  });
  expect(objects.find(({ kind }) => kind === 'Deployment')).toMatchObject({
    spec: {
      template: { metadata: { annotations: { 'appmesh.k8s.aws/sidecarInjectorWebhook': 'disabled' } } },
    },
  });
});
