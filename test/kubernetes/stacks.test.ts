import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WrittenTopology } from '../../core/topology';
import { addNode, startKubernetes, installKubernetes, type Kubernetes } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { halfOnEks, onEks } from '../cases/pod-variants';
import { deployedTo } from './deployed';
import { tokenReviewer, type TokenReviewer } from './token-review';

let folder: string;
let reviewer: TokenReviewer;
let kubernetes: Kubernetes;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kubernetes-stacks-'));
  reviewer = await tokenReviewer();
  const installed = await installKubernetes(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const started = await startKubernetes(installed.programs, { webhook: reviewer.url });
  if (!started.ok) throw new Error(started.problem);
  ({ kubernetes } = started);
  for (const [zone, arch] of [
    ['a', 'arm64'],
    ['b', 'arm64'],
    ['c', 'amd64'],
  ] as const)
    await addNode(kubernetes.api, {
      name: `node-${zone}`,
      labels: {
        'topology.kubernetes.io/zone': `us-west-2${zone}`,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': arch,
      },
    });
});
afterAll(async () => {
  await kubernetes.stop();
  reviewer.close();
  rmSync(folder, { recursive: true, force: true });
});

const namesOf = async (path: string): Promise<readonly string[]> => {
  const { body } = await kubernetes.api.ask(path);
  const { items } = body as { readonly items: readonly { readonly metadata: { readonly name: string } }[] };
  return items.map(({ metadata }) => metadata.name).toSorted();
};

const changed = (mesh: WrittenTopology, workload: string, runtime: object): WrittenTopology => {
  const { workloads = {} } = mesh;
  const { [workload]: before } = workloads;
  if (before?.runtime === undefined) throw new Error(`no runtime of ${workload}`);
  const after = { ...before, runtime: { ...before.runtime, ...runtime } };
  return { ...mesh, workloads: { ...workloads, [workload]: after } };
};

const cases = [
  {
    what: 'created clusters on envoy',
    mesh: onEks,
    stack: 'backend-kubernetes',
    namespace: 'yelb',
    deployments: ['meshspan-registrar', 'redis-server', 'yelb-appserver', 'yelb-db'],
    change: ['yelb-db', { image: 'mreferre/yelb-db:0.7', replicas: 2 }],
  },
  {
    what: 'created clusters on app-mesh',
    mesh: { ...onEks, dataPlane: 'app-mesh', acceptEnded: true },
    stack: 'backend-kubernetes',
    namespace: 'yelb',
    deployments: ['meshspan-registrar', 'redis-server', 'yelb-appserver', 'yelb-db'],
    change: ['yelb-db', { image: 'mreferre/yelb-db:0.7', replicas: 2 }],
  },
  {
    what: 'a cluster that exists on envoy, with autoscaling and secrets',
    mesh: halfOnEks,
    stack: 'front-kubernetes',
    namespace: 'shop-front',
    deployments: ['door', 'meshspan-registrar', 'web'],
    change: ['web', { image: 'web:2', replicas: { least: 2, most: 8, cpu: 70 } }],
  },
] as const;

test.each(cases)(
  '$what: applied, planned empty, changed and destroyed by the real Terraform',
  async ({ what, mesh, stack: name, namespace, deployments, change: [workload, runtime] }) => {
    const stack = await deployedTo(kubernetes, join(folder, what.replaceAll(/\W/g, '-')), name);
    const written: WrittenTopology = { dataPlane: 'envoy', ...mesh };
    await stack.apply(written);
    expect(await namesOf(`/apis/apps/v1/namespaces/${namespace}/deployments`)).toEqual(deployments);
    expect(await stack.changes()).toEqual([]);

    await stack.apply(changed(written, workload, runtime));
    const { body } = await kubernetes.api.ask(
      `/apis/apps/v1/namespaces/${namespace}/deployments/${workload}`,
    );
    expect(body).toMatchObject({
      spec: { template: { spec: { containers: [{ image: runtime.image }] } } },
      status: expect.not.objectContaining({ unavailableReplicas: expect.anything() }),
    });
    expect(await stack.changes()).toEqual([]);
    // A token that AWS's provider signed, and that no state has.
    expect(reviewer.accepted.size).toBeGreaterThan(0);
    for (const token of reviewer.accepted) expect(stack.state()).not.toContain(token);

    await stack.destroy();
    expect(await namesOf('/api/v1/namespaces')).not.toContain(namespace);
  },
);
