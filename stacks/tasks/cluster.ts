import { clusterArnValue } from '../../core/dataplane/tasks/contents';
import { at, capacityOf } from '../../core/topology';
import { Cluster } from '../../modules/ecs/cluster';
import { terraformTexts } from '../text';
import type { Builder } from './builder';

export const cluster: Builder<'cluster'> = ({ stack, topology, steps }, { id, cluster: key }) => {
  const { mesh } = stack.site.topology;
  const capacity = capacityOf(terraformTexts(at(topology.clusters, key)));
  const made = new Cluster(stack.part(`cluster_${key}`), 'cluster', {
    name: `${mesh.name}-${key}`,
    capacity,
  });
  steps.set(id, made.steps);
  stack.wiring.output(clusterArnValue(key), made.clusterArn);
};
