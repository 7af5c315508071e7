import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  addNode,
  installKubernetes,
  sentenceIn,
  startKubernetes,
  type Kubernetes,
} from '../../local/kubernetes';
import { apiClient } from '../../local/kubernetes/client';
import { cacheFolder } from '../../local/packages';
import { kubernetesWithNodes } from './stage';

let kubernetes: Kubernetes | undefined;
beforeAll(async () => {
  kubernetes = await kubernetesWithNodes();
});
afterAll(() => kubernetes?.stop());

const here = (): Kubernetes => {
  if (kubernetes === undefined) throw new Error('it did not start');
  return kubernetes;
};

/** The answer, once it contains what is expected; the last one where it never does. */
async function eventually(path: string, expected: object): Promise<unknown> {
  const patience = performance.now() + 20_000;
  for (;;) {
    const { body } = await here().api.ask(path);
    try {
      expect(body).toMatchObject(expected);
      return body;
    } catch {
      if (performance.now() > patience) return body;
    }
    await pause(50);
  }
}

test('it is of the version that a cluster has where a topology names none', async () => {
  expect(await here().api.ask('/version')).toMatchObject({ status: 200, body: { major: '1', minor: '34' } });
});

/** What `kubectl` reads in a file of ours. */
const clusterIn = (file: string) => JSON.parse(readFileSync(file, 'utf8')).clusters[0].cluster;

test('who has its kubeconfig may do everything, and nobody else anything', async () => {
  const { url, kubeconfig, authority } = here();
  expect(clusterIn(kubeconfig)).toEqual({
    server: url,
    'certificate-authority-data': Buffer.from(authority).toString('base64'),
  });
  const { users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
  for (const [token, status] of [
    [users[0].user.token, 200],
    ['another', 401],
  ] as const) {
    const api = apiClient({ url, authority, token });
    expect((await api.ask('/api/v1/nodes')).status).toBe(status);
    api.close();
  }
  const folder = dirname(kubeconfig);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
});

test('it refuses a secret for TLS that has no key, and security groups that nobody could have', async () => {
  const secret = await here().api.ask('/api/v1/namespaces/default/secrets', {
    method: 'POST',
    body: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'tls' },
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': 'YQ==' },
    },
  });
  expect([secret.status, sentenceIn(secret)]).toEqual([
    422,
    expect.stringContaining('data[tls.key]: Required'),
  ]);
  const policy = await here().api.ask(
    '/apis/vpcresources.k8s.aws/v1beta1/namespaces/default/securitygrouppolicies',
    {
      method: 'POST',
      body: {
        apiVersion: 'vpcresources.k8s.aws/v1beta1',
        kind: 'SecurityGroupPolicy',
        metadata: { name: 'none' },
        spec: { podSelector: {}, securityGroups: { groupIds: [] } },
      },
    },
  );
  expect([policy.status, sentenceIn(policy)]).toEqual([422, expect.stringContaining('groupIds')]);
});

test('a rollout replaces pods, sidecars included, within seconds', async () => {
  const path = '/apis/apps/v1/namespaces/default/deployments/web';
  const deployment = (image: string): object => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          terminationGracePeriodSeconds: 45,
          initContainers: [
            { name: 'first', image: 'once:1' },
            { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' },
          ],
          containers: [{ name: 'app', image }],
        },
      },
    },
  });
  for (const [index, image] of ['app:1', 'app:2'].entries()) {
    await here().api.apply(path, deployment(image));
    const done = {
      status: { observedGeneration: index + 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 },
    };
    expect(await eventually(path, done)).toMatchObject(done);
  }
  const pods = {
    items: [0, 1].map(() => ({
      spec: { containers: [{ image: 'app:2' }] },
      status: { initContainerStatuses: [{ ready: true }, { started: true, state: { running: {} } }] },
    })),
  };
  expect(await eventually('/api/v1/namespaces/default/pods', pods)).toMatchObject(pods);
});

test('two of them run at the same time, and one that stops leaves nothing behind', async () => {
  const installed = await installKubernetes(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const started = await startKubernetes(installed.programs);
  if (!started.ok) throw new Error(started.problem);
  const other = started.kubernetes;
  await addNode(other.api, { name: 'its-own', labels: {} });
  expect((await here().api.ask('/api/v1/nodes/its-own')).status).toBe(404);
  const folder = dirname(dirname(other.kubeconfig));
  expect(existsSync(folder)).toBe(true);
  await other.stop();
  expect(existsSync(folder)).toBe(false);
  expect(spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout).not.toContain(folder);
});

test('a server that cannot start says why, and leaves nothing behind', async () => {
  const installed = await installKubernetes(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const programs = { ...installed.programs, apiServer: 'no-such-program' };
  expect(await startKubernetes(programs)).toEqual({
    ok: false,
    problem: expect.stringMatching(/^Kubernetes did not start: .*no-such-program: not found$/),
  });
});
