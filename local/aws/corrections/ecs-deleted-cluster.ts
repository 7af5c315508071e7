import { recordOf } from '../../../core/base/json';
import { fieldsOf, listField, textField } from '../json-protocol';
import { targetCall, textOf, type Correction } from './correction';

/** A deleted cluster is no longer listed. */
export const ecsDeletedCluster: Correction = {
  service: 'ecs',
  operations: ['ListClusters'],
  reason: 'ECS lists the clusters that exist; moto also lists those that were deleted (INACTIVE)',
  moto: '5.2.5',
  seen: '`aws ecs list-clusters` after the destroy of aws_ecs_cluster',
  async answer(call, forward) {
    const answer = await forward(call);
    if (answer.status !== 200) return answer;
    const fields = fieldsOf(textOf(answer));
    const clusters = listField(fields, 'clusterArns');
    const asked = { clusters };
    const described = await forward(
      targetCall(call, 'ecs', 'AmazonEC2ContainerServiceV20141113.DescribeClusters', asked),
    );
    const inactive = listField(fieldsOf(textOf(described)), 'clusters')
      .map(recordOf)
      .filter((cluster) => textField(cluster, 'status') === 'INACTIVE')
      .map((cluster) => textField(cluster, 'clusterArn'));
    const clusterArns = clusters.filter((arn) => !inactive.includes(String(arn)));
    return { ...answer, body: JSON.stringify({ ...fields, clusterArns }) };
  },
};
