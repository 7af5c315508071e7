import { at, partitionOf } from '../../core/topology';
import { LogKey } from '../../modules/ecs/log-key';
import { once } from '../built';
import type { MeshStack } from '../mesh-stack';

/** What the names of the log groups of tasks begin with. */
const GROUPS = '/meshspan/';

/** The name of the log group of a task. */
export const logGroupName = (task: string): string => `${GROUPS}${task}`;

/** The service principal of CloudWatch Logs in a region. */
export const logsPrincipalOf = (region: string): string =>
  `logs.${region}.amazonaws.com${partitionOf(region) === 'aws-cn' ? '.cn' : ''}`;

/**
 * ARN of the key of the logs of an account's tasks: of those that have none of their own. It is created on first use, so
 * that an account whose logs all have their own has none.
 */
export function logKeyArn(stack: MeshStack): string {
  const { account } = stack.spec;
  return once(stack.built.logKeys, account, () => {
    const { accounts, mesh, region } = stack.site.topology;
    const { id } = at(accounts, account);
    const partition = partitionOf(region);
    return new LogKey(stack.part('log-key'), 'key', {
      name: `${mesh.name}-logs`,
      accountArn: `arn:${partition}:iam::${id}:root`,
      logs: logsPrincipalOf(region),
      groupArns: `arn:${partition}:logs:${region}:${id}:log-group:${GROUPS}*`,
    });
  }).keyArn;
}
