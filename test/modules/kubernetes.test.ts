import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { ClusterToken } from '../../modules/kubernetes/cluster-token';
import { Manifest } from '../../modules/kubernetes/manifest';
import { KubernetesProvider } from '../../modules/kubernetes/provider';

function written(rollout: boolean): Record<string, Record<string, unknown>> {
  const stack = new TerraformStack(Testing.app(), 'test');
  const aws = new AwsProvider(stack, 'aws', { region: 'us-west-2', alias: 'front' });
  const { token } = new ClusterToken(stack, 'main', { provider: aws, clusterName: 'shop-main' });
  const provider = new KubernetesProvider(stack, 'kubernetes', {
    alias: 'main',
    host: 'https://1.2.3.4',
    certificateAuthority: '${base64decode("Zm9v")}',
    token,
  });
  const first = new Manifest(stack, 'first', {
    provider,
    manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    after: [],
  });
  new Manifest(stack, 'second', {
    provider,
    manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'ui', namespace: 'shop' } },
    rollout,
    after: [first],
  });
  return JSON.parse(Testing.synth(stack, true)) as never;
}

const second = (rollout: boolean): unknown =>
  (written(rollout)['resource']?.['kubernetes_manifest'] as Record<string, unknown> | undefined)?.['second'];

test('a token is ephemeral: neither a plan nor a state has it', () => {
  expect(written(false)['ephemeral']).toEqual({
    aws_eks_cluster_auth: { main: { provider: 'aws.front', name: 'shop-main' } },
  });
  expect(written(false)).not.toHaveProperty('data');
});

test('a provider knows one cluster, and nothing of the machine it runs on', () => {
  expect(written(false)['provider']?.['kubernetes']).toEqual([
    {
      alias: 'main',
      host: 'https://1.2.3.4',
      cluster_ca_certificate: '${base64decode("Zm9v")}',
      token: '${ephemeral.aws_eks_cluster_auth.main.token}',
    },
  ]);
});

test('an object comes after what it needs', () => {
  expect(second(false)).toMatchObject({
    provider: 'kubernetes.main',
    depends_on: ['kubernetes_manifest.first'],
    manifest: { kind: 'Deployment' },
  });
  expect(second(false)).not.toHaveProperty('wait');
});

test('a rollout is waited for, as long as the token is good for', () => {
  expect(second(true)).toMatchObject({
    wait: { rollout: true },
    timeouts: { create: '10m', update: '10m', delete: '10m' },
  });
});
