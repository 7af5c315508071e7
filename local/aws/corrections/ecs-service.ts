import { recordOf } from '../../../core/base/json';
import { ask, definitionNamed, serviceViolation } from '../ecs/service';
import { fieldsOf, listField, targetError, textField, type Fields } from '../json-protocol';
import { operationOf } from '../operation';
import { refusal } from '../rules';
import type { Call } from '../call';
import type { Forward } from '../moto-proxy';
import type { Correction } from './correction';

/** A service is checked against what it names. */
export const ecsService: Correction = {
  service: 'ecs',
  operations: ['CreateService', 'UpdateService'],
  reason:
    'ECS checks what a service names: subnets and security groups, target groups, containers and their ports, registries, capacity providers; moto accepts nearly all. Roles that ECS may not assume are refused as well, where in AWS no task would start',
  moto: '5.2.5',
  seen: 'aws_ecs_service with a load_balancer block for a container port that the task definition does not have is created',
  async answer(call, forward) {
    const fields = await wholeOf(call, forward);
    const definition = await definitionNamed(call, textField(fields, 'taskDefinition') ?? '', forward);
    // A service that is going to be deleted is first scaled to none, whatever has become of what it names.
    const ends = operationOf(call) === 'UpdateService' && fieldsOf(call.body)['taskDefinition'] === undefined;
    const found =
      definition === undefined || ends
        ? undefined
        : await serviceViolation({ call, forward, fields, definition });
    return found === undefined ? await forward(call) : targetError(call, refusal(...found));
  },
};

/** The members of the request, with those of the service that an update leaves as they are. */
async function wholeOf(call: Call, forward: Forward): Promise<Fields> {
  const asked = fieldsOf(call.body);
  if (operationOf(call) === 'CreateService') return asked;
  const { cluster, service } = asked;
  const found = await ask(call, forward, 'DescribeServices', { cluster, services: [service] });
  return { ...recordOf(listField(found ?? {}, 'services')[0]), ...asked };
}
