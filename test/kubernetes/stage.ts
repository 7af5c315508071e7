import { installKubernetes, startKubernetes, type Kubernetes } from '../../local/kubernetes';
import { addNode } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';

/** A Kubernetes with three nodes, one in each zone. Stop it after the tests. */
export async function kubernetesWithNodes(): Promise<Kubernetes> {
  const installed = await installKubernetes(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const started = await startKubernetes(installed.programs);
  if (!started.ok) throw new Error(started.problem);
  const { kubernetes } = started;
  for (const zone of ['a', 'b', 'c'])
    await addNode(kubernetes.api, {
      name: `node-${zone}`,
      labels: { 'topology.kubernetes.io/zone': `eu-west-1${zone}` },
    });
  return kubernetes;
}
