import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import type { TaskSpec } from '../../core/dataplane/tasks';
import { roleNameOf } from '../../core/dataplane/tasks/names';
import { defined } from '../../core/base/properties';
import { proxyPolicyArnValue } from '../../core/planner';
import { at, partitionOf } from '../../core/topology';
import { TaskRole, type TaskRoleProps } from '../../modules/ecs/task-role';
import type { MeshStack } from '../mesh-stack';
import { addressPart, terraformTexts } from '../text';
import type { Expression } from './json';
import { policyTemplate } from './policy';

interface TaskRoles {
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  /** After these both may do what they should. */
  readonly steps: readonly TerraformResource[];
}

/** The role of a task's containers, and the one with which ECS starts them. */
export function taskRoles(stack: MeshStack, part: Construct, task: TaskSpec, logs: Expression): TaskRoles {
  const own = new TaskRole(part, 'task', {
    ...roleOf(stack, task.key, 'task', task.allows),
    attached: policiesOf(stack, task),
  });
  const start = new TaskRole(part, 'start', {
    ...roleOf(stack, task.key, 'start', [
      { sid: 'Logs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logs] },
      ...task.startAllows,
    ]),
    attached: {},
  });
  return {
    taskRoleArn: own.roleArn,
    executionRoleArn: start.roleArn,
    steps: [...own.steps, ...start.steps],
  };
}

function roleOf(
  { site, spec, wiring }: MeshStack,
  key: string,
  whose: 'task' | 'start',
  statements: Parameters<typeof policyTemplate>[0],
): Omit<TaskRoleProps, 'attached'> {
  const { topology } = site;
  return {
    name: roleNameOf(topology, key, whose),
    partition: partitionOf(topology.region),
    region: topology.region,
    accountId: at(topology.accounts, spec.account).id,
    ...defined({ policy: policyTemplate(statements, (value) => wiring.of(value)) }),
  };
}

/** The policy of the party's proxy, where that asks AWS for anything, and those of the application. */
export function policiesOf(
  { wiring }: MeshStack,
  { key, policies }: Pick<TaskSpec, 'key' | 'policies'>,
): Readonly<Record<string, string>> {
  const proxy = proxyPolicyArnValue(key);
  return {
    ...(wiring.outputs(proxy) && { proxy: wiring.of(proxy) }),
    ...Object.fromEntries(
      policies.map((arn) => [`policy-${addressPart(nameInIam(arn))}`, terraformTexts(arn)]),
    ),
  };
}

/** What follows the service in the ARN of a policy: its account and its name. */
const nameInIam = (arn: string): string => arn.replace(/^arn:[^:]*:iam::/, '');
