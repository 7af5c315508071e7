import { parse } from 'yaml';
import { filesOf } from '../../core/dataplane';
import { stillClosed } from '../../core/topology';
import { resourcesOf, yelbOnEks } from '../core/dataplane/app-mesh/controller/on-eks';
import { parsed } from '../core/dataplane/yelb';
import { planned } from '../cases/synthesized';
import { stacksOf, type Json, type StackJson } from './json';

const stacks = stacksOf(yelbOnEks);
const back = stacks('backend');
const inside = stacks('backend-kubernetes');

const valuesOf = (stack: StackJson, address: string): Json =>
  JSON.parse((stack.at(address)['values'] as readonly string[])[0] ?? '') as Json;

test('Terraform makes the mesh, and no object in it', () => {
  const all = ['yelb-shared', 'backend', 'frontend'].flatMap((name) => stacks(name).resources);
  expect(all.map(({ type }) => type).filter((type) => type.startsWith('aws_appmesh_'))).toEqual([
    'aws_appmesh_mesh',
  ]);
  expect(back.counts).toMatchObject({ aws_service_discovery_service: 3, aws_security_group: 4 });
});

test('the controller comes from its chart, at one version, and looks nowhere for account and region', () => {
  expect(inside.at('helm_release.controller_back_controller')).toMatchObject({
    repository: 'https://aws.github.io/eks-charts',
    chart: 'appmesh-controller',
    version: '1.13.1',
    namespace: 'appmesh-system',
    create_namespace: true,
    provider: 'helm.back',
  });
  expect(valuesOf(inside, 'helm_release.controller_back_controller')).toMatchObject({
    region: 'us-west-2',
    accountId: '222222222222',
    serviceAccount: { create: true, name: 'appmesh-controller' },
    sidecar: {
      image: { repository: 'public.ecr.aws/appmesh/aws-appmesh-envoy', tag: 'v1.34.13.3-prod' },
      waitUntilProxyReady: true,
    },
  });
});

test('its mesh objects come after it, and pods after these', () => {
  const objects = 'helm_release.controller_back_objects';
  expect(inside.at(objects)['depends_on']).toEqual(['helm_release.controller_back_controller']);
  const pods = inside
    .ofType('kubernetes_deployment_v1')
    .filter(({ address }) => address.includes('.pod_'))
    .map(({ body }) => body['depends_on'] as readonly string[]);
  expect(pods.map((after) => after.includes(objects))).toEqual([true, true, true]);
});

test('the mesh objects are those of the manifests, with the ARNs that only Terraform knows', () => {
  const { objects } = valuesOf(inside, 'helm_release.controller_back_objects') as {
    objects: readonly Json[];
  };
  const manifests = resourcesOf(parsed(yelbOnEks), 'back');
  expect(objects.map(({ kind, metadata }) => [kind, metadata])).toEqual(
    manifests.map(({ kind, metadata }) => [kind, metadata]),
  );
  expect(objects[1]).toMatchObject({
    spec: {
      listeners: [
        {
          tls: { certificate: { acm: { certificateARN: '${local.backend_certificate_arn_redis_server}' } } },
        },
      ],
    },
  });
});

test('the chart of mesh objects is beside the stacks, where its release looks for it', () => {
  const { topology, lowered } = planned(yelbOnEks);
  const [chart, template] = filesOf({ topology, lowered: stillClosed(lowered) });
  expect(`../../${chart?.path ?? ''}`).toBe(
    `${String(inside.at('helm_release.controller_back_objects')['chart'])}/Chart.yaml`,
  );
  expect(parse(chart?.text ?? '')).toMatchObject({
    apiVersion: 'v2',
    name: 'mesh-objects',
    version: '1.0.0',
  });
  expect(template?.path).toBe('charts/mesh-objects/templates/objects.yaml');
});

test('both providers ask the API server with one token, which is in no state', () => {
  const [helm] = inside.section('provider')['helm'] as readonly Json[];
  const [kubernetes] = inside.section('provider')['kubernetes'] as readonly Json[];
  expect(helm).toEqual({ alias: 'back', kubernetes: { ...kubernetes, alias: undefined } });
  expect(Object.keys(inside.section('ephemeral'))).toEqual(['aws_eks_cluster_auth']);
});

test('its role changes objects of its account in this mesh, and not the mesh', () => {
  const { policy } = back.at('aws_iam_role_policy.controller_back');
  const { Statement } = JSON.parse(String(policy)) as {
    Statement: readonly { Action: readonly string[]; Resource: readonly string[] }[];
  };
  const appMesh = Statement.filter(({ Action }) => Action.some((action) => action.startsWith('appmesh:')));
  expect(appMesh.flatMap(({ Action }) => Action).filter((action) => action.endsWith('Mesh'))).toEqual([
    'appmesh:DescribeMesh',
  ]);
  const [describe, ...change] = appMesh.map(({ Resource }) => Resource);
  expect(describe).toEqual([
    'arn:aws:appmesh:us-west-2:222222222222:mesh/yelb@111111111111',
    'arn:aws:appmesh:us-west-2:111111111111:mesh/yelb',
  ]);
  for (const resource of change.flat())
    expect(resource).toMatch(/^arn:aws:appmesh:us-west-2:222222222222:mesh\/yelb@111111111111\/virtual/);
  expect(back.at('aws_eks_pod_identity_association.controller_back')).toMatchObject({
    namespace: 'appmesh-system',
    service_account: 'appmesh-controller',
  });
});

test('a pod has no Envoy of ours, and tells the controller what its Envoy needs', () => {
  const { spec } = inside.at('kubernetes_deployment_v1.pod_workload-yelb-db_deployment') as {
    spec: {
      template: { metadata: Json; spec: { container: readonly Json[]; init_container: readonly Json[] } };
    };
  };
  const { metadata, spec: pod } = spec.template;
  expect([...pod.container, ...pod.init_container].map(({ name }) => name)).toEqual(['app']);
  expect(metadata['annotations']).toEqual({
    'appmesh.k8s.aws/ports': '5432',
    'appmesh.k8s.aws/ignoredGID': '1337',
    'appmesh.k8s.aws/egressIgnoredIPs': '169.254.170.23,169.254.169.254',
  });
});

test('a gateway runs its own Envoy', () => {
  const { spec } = stacks('frontend-kubernetes').at(
    'kubernetes_deployment_v1.pod_gateway-door_deployment',
  ) as {
    spec: { template: { metadata: Json; spec: { container: readonly Json[] } } };
  };
  expect(spec.template.spec.container.map(({ name }) => name)).toEqual(['envoy']);
  expect(spec.template.metadata['annotations']).toEqual({
    'appmesh.k8s.aws/sidecarInjectorWebhook': 'disabled',
  });
});

test('the stack of a retired account keeps the provider of Helm, which deletes the releases', () => {
  const { frontend, backend } = yelbOnEks.accounts;
  const retired = stacksOf({
    ...yelbOnEks,
    accounts: { frontend, backend: { ...backend, retired: true } },
    workloads: { 'yelb-ui': { account: 'frontend', listens: { protocol: 'http', port: 80 } } },
    services: {},
    gateways: {},
  })('backend-kubernetes');
  expect(retired.resources).toEqual([]);
  expect(retired.section('provider')['helm']).toMatchObject([{ alias: 'back' }]);
});

test('a cluster without a controller has nothing of it', () => {
  const plain = stacksOf({
    ...yelbOnEks,
    clusters: { front: { kind: 'eks', account: 'frontend' }, back: { kind: 'eks', account: 'backend' } },
  });
  expect(plain('backend-kubernetes').text).not.toMatch(/helm|appmesh\.k8s\.aws/);
  expect(plain('backend').text).not.toContain('controller_back');
});
