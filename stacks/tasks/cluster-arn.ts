import { clusterArnValue } from '../../core/dataplane/tasks/contents';
import { at, partitionOf } from '../../core/topology';
import { quoted } from '../text';
import type { TasksStack } from './context';

/** The ARN of a cluster, of one that exists by its name or ARN: ECS stores the ARN, and so every plan compares that. */
export function clusterArnOf({ stack }: TasksStack, key: string): string {
  const { clusters, region, accounts } = stack.site.topology;
  const { existing } = at(clusters, key);
  if (existing === undefined) return stack.wiring.of(clusterArnValue(key));
  if (existing.startsWith('arn:')) return existing;
  const { id } = at(accounts, stack.spec.account);
  const arn = `arn:${partitionOf(region)}:ecs:${region}:${id}:cluster/${existing}`;
  // What a variable contains is known to Terraform alone.
  return existing.startsWith('${')
    ? `\${startswith(${quoted(existing)}, "arn:") ? ${quoted(existing)} : ${quoted(arn)}}`
    : arn;
}
