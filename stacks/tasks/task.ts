import type { TaskSpec } from '../../core/dataplane/tasks';
import { serviceNameValue } from '../../core/dataplane/tasks/contents';
import { defined } from '../../core/base/properties';
import { securityGroupIdValue } from '../../core/planner';
import { at, type Tags } from '../../core/topology';
import { discoveryService } from '../substrate/discovery';
import type { Builder } from './builder';
import type { TasksStack } from './context';
import { runTask } from './run-task';

export const task: Builder<'task'> = (context, { party: id }) => {
  const { stack } = context;
  const spec = context.task(id);
  const { kind, key } = spec;
  const { workloads, gateways } = stack.site.topology;
  const { tags } = at<{ readonly tags: Tags }>(kind === 'workload' ? workloads : gateways, key);
  const service = runTask(context, spec, {
    part: stack.part(`task_${kind}-${key}`, tags),
    securityGroupId: stack.wiring.of(securityGroupIdValue(key)),
    ...defined({ registryArn: registryOf(context, spec) }),
  });
  stack.wiring.output(serviceNameValue(key), service);
};

/** The Cloud Map service of a party, which is created when the party itself or another one first needs it. */
function registryOf({ stack }: TasksStack, { id, registers }: TaskSpec): string | undefined {
  const party = registers ? stack.site.find.party(id) : undefined;
  return party && discoveryService(stack, party)?.serviceArn;
}
