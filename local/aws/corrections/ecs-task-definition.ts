import { parsedArn } from '../arn';
import type { Call } from '../call';
import { definitionOf, type Violation } from '../ecs/definition';
import { violationsOf } from '../ecs/task-definition';
import { roleNamed } from '../iam/roles';
import { fieldsOf, targetError, textField, type Fields } from '../json-protocol';
import type { Forward } from '../moto-proxy';
import { refusal } from '../rules';
import type { Correction } from './correction';

/** A task definition is checked when it is registered. */
export const ecsTaskDefinition: Correction = {
  service: 'ecs',
  operations: ['RegisterTaskDefinition'],
  reason:
    'ECS checks a task definition when it is registered: sizes, the start order of containers, health checks, volumes, roles; moto accepts nearly all',
  moto: '5.2.5',
  seen: 'aws_ecs_task_definition with 300 units of CPU, or with a container that depends on one that does not exist, is created',
  async answer(call, forward) {
    const fields = fieldsOf(call.body);
    const found = violationsOf(definitionOf(fields)).at(0) ?? (await roleViolation(call, fields, forward));
    return found === undefined ? await forward(call) : targetError(call, refusal(...found));
  },
};

async function roleViolation(call: Call, fields: Fields, forward: Forward): Promise<Violation | undefined> {
  for (const member of ['taskRoleArn', 'executionRoleArn']) {
    const arn = textField(fields, member);
    if (arn !== undefined && arn !== '' && !(await isThere(call, arn, forward)))
      return ['ecs/role', `${member} ${arn}`];
  }
  return undefined;
}

/** Roles are given by ARN, or by the name of a role of the account. */
async function isThere(
  { caller: { account }, region }: Call,
  written: string,
  forward: Forward,
): Promise<boolean> {
  const arn = parsedArn(written);
  const name = (arn?.resource ?? written).split('/').at(-1) ?? '';
  const role = await roleNamed(forward, { account, region }, name);
  return role !== undefined && (arn === undefined || role.arn === written);
}
