import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addNode, startKubernetes, installKubernetes, type Kubernetes } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { onEks } from '../cases/pod-variants';
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
  for (const zone of ['a', 'b', 'c'])
    await addNode(kubernetes.api, {
      name: `node-${zone}`,
      labels: {
        'topology.kubernetes.io/zone': `us-west-2${zone}`,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'arm64',
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

test.each(['envoy', 'app-mesh'] as const)(
  'a stack on %s is applied, planned empty, changed and destroyed by the real Terraform',
  async (dataPlane) => {
    const mesh = { ...onEks, dataPlane, ...(dataPlane === 'app-mesh' && { acceptEnded: true }) };
    const stack = await deployedTo(kubernetes, join(folder, dataPlane), 'backend-kubernetes');
    await stack.apply(mesh);
    const deployments = '/apis/apps/v1/namespaces/yelb/deployments';
    expect(await namesOf(deployments)).toEqual([
      'meshspan-registrar',
      'redis-server',
      'yelb-appserver',
      'yelb-db',
    ]);
    expect(await stack.changes()).toEqual([]);

    const { workloads = {} } = mesh;
    const { architecture } = workloads['yelb-db']?.runtime ?? {};
    const runtime = { architecture, image: 'mreferre/yelb-db:0.7', replicas: 2 };
    const database = { ...workloads['yelb-db'], runtime };
    await stack.apply({ ...mesh, workloads: { ...workloads, 'yelb-db': database } });
    expect(await stack.changes()).toEqual([]);
    // A token that AWS's provider signed, and that no state has.
    expect(reviewer.accepted.size).toBeGreaterThan(0);
    for (const token of reviewer.accepted) expect(stack.state()).not.toContain(token);

    await stack.destroy();
    expect(await namesOf('/api/v1/namespaces')).not.toContain('yelb');
  },
);
