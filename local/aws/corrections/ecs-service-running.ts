import { fieldsOf, listField, objectField, type Fields } from '../json-protocol';
import { textOf, type Correction } from './correction';

/** A service runs as many tasks as it should. */
export const ecsServiceRunning: Correction = {
  service: 'ecs',
  operations: ['CreateService', 'UpdateService', 'DescribeServices'],
  reason:
    'ECS starts the tasks of a service within minutes, and whoever waits for that sees them run; moto never starts one. Here they count as running at once',
  moto: '5.2.5',
  seen: 'aws_ecs_service with wait_for_steady_state waits for twenty minutes, and fails',
  async answer(call, forward) {
    const answer = await forward(call);
    if (answer.status !== 200) return answer;
    const fields = fieldsOf(textOf(answer));
    const { services } = fields;
    const content = Array.isArray(services)
      ? { ...fields, services: (listField(fields, 'services') as readonly Fields[]).map(running) }
      : { ...fields, service: running(objectField(fields, 'service')) };
    return { ...answer, body: JSON.stringify(content) };
  },
};

/** The newest deployment has taken the place of those before it. */
function running(service: Fields): Fields {
  const [newest] = (listField(service, 'deployments') as readonly Fields[]).filter(
    ({ status }) => status === 'PRIMARY',
  );
  const counts = { runningCount: service['desiredCount'], pendingCount: 0 };
  return {
    ...service,
    ...counts,
    deployments: newest === undefined ? [] : [{ ...newest, ...counts, rolloutState: 'COMPLETED' }],
  };
}
