import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { recordOf } from '../../core/base/json';
import { ClusterToken } from '../../modules/kubernetes/cluster-token';
import { Deployment } from '../../modules/kubernetes/deployment';
import { Manifest } from '../../modules/kubernetes/manifest';
import { KubernetesProvider } from '../../modules/kubernetes/provider';

const container = {
  name: 'app',
  image: 'shop:1',
  ports: [{ containerPort: 8080 }],
  env: [{ name: 'HOME', value: '' }],
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  startupProbe: { exec: { command: ['true'] } },
  resources: { requests: { cpu: '250m' }, limits: { memory: '512Mi' } },
  securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
};

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'ui', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'ui' } },
  spec: {
    selector: { matchLabels: { appName: 'ui' } },
    template: {
      metadata: { labels: { appName: 'ui' }, annotations: { configHash: '1' } },
      spec: {
        initContainers: [{ ...container, name: 'envoy', restartPolicy: 'Always' }],
        containers: [container],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'keys', secret: { secretName: 'keys', defaultMode: 0o440 } },
        ],
        topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone' }],
      },
    },
  },
};

function written(): Record<string, Record<string, unknown>> {
  const stack = new TerraformStack(Testing.app(), 'test');
  const aws = new AwsProvider(stack, 'aws', { region: 'us-west-2', alias: 'front' });
  const { token } = new ClusterToken(stack, 'main', { provider: aws, clusterName: 'shop-main' });
  const provider = new KubernetesProvider(stack, 'kubernetes', {
    alias: 'main',
    host: 'https://1.2.3.4',
    certificateAuthority: '${base64decode("Zm9v")}',
    token,
  });
  const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  const first = new Manifest(stack, 'first', { provider, manifest, after: [] });
  new Deployment(stack, 'second', { provider, manifest: deployment, after: [first] });
  return JSON.parse(Testing.synth(stack, true)) as never;
}

const resource = (type: string, name: string): unknown => recordOf(written()['resource']?.[type])[name];

test('a token is ephemeral: neither a plan nor a state has it', () => {
  expect(written()['ephemeral']).toEqual({
    aws_eks_cluster_auth: { main: { provider: 'aws.front', name: 'shop-main' } },
  });
  expect(written()).not.toHaveProperty('data');
});

test('a provider knows one cluster, and nothing of the machine it runs on', () => {
  expect(written()['provider']?.['kubernetes']).toEqual([
    {
      alias: 'main',
      host: 'https://1.2.3.4',
      cluster_ca_certificate: '${base64decode("Zm9v")}',
      token: '${ephemeral.aws_eks_cluster_auth.main.token}',
    },
  ]);
});

test('an object is what the API has', () => {
  expect(resource('kubernetes_manifest', 'first')).toMatchObject({
    provider: 'kubernetes.main',
    manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  });
});

test('a deployment comes after what it needs, and is waited for as long as the token is good for', () => {
  expect(resource('kubernetes_deployment_v1', 'second')).toMatchObject({
    provider: 'kubernetes.main',
    depends_on: ['kubernetes_manifest.first'],
    wait_for_rollout: true,
    timeouts: { create: '10m', update: '10m', delete: '10m' },
  });
});

test('a deployment has the words of the provider, and names of people stay what they are', () => {
  const same = {
    image: 'shop:1',
    port: [{ container_port: 8080 }],
    env: [{ name: 'HOME', value: '' }],
    volume_mount: [{ name: 'tmp', mount_path: '/tmp' }],
    startup_probe: { exec: { command: ['true'] } },
    resources: { requests: { cpu: '250m' }, limits: { memory: '512Mi' } },
    security_context: { read_only_root_filesystem: true, capabilities: { drop: ['ALL'] } },
  };
  expect(resource('kubernetes_deployment_v1', 'second')).toMatchObject({
    metadata: { name: 'ui', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'ui' } },
    spec: {
      selector: { match_labels: { appName: 'ui' } },
      template: {
        metadata: { labels: { appName: 'ui' }, annotations: { configHash: '1' } },
        spec: {
          init_container: [{ ...same, name: 'envoy', restart_policy: 'Always' }],
          container: [{ ...same, name: 'app' }],
          volume: [
            { name: 'tmp', empty_dir: {} },
            { name: 'keys', secret: { secret_name: 'keys', default_mode: '0440' } },
          ],
          topology_spread_constraint: [{ max_skew: 1, topology_key: 'topology.kubernetes.io/zone' }],
        },
      },
    },
  });
});
