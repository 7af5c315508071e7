import { at, partitionOf } from '../../core/topology';
import type { RootModule } from '../root-module';

/** The ARN of a cluster of EKS in the stack's account. */
export function clusterArnOf({ site, spec }: RootModule, name: string): string {
  const { region, accounts } = site.topology;
  return `arn:${partitionOf(region)}:eks:${region}:${at(accounts, spec.account).id}:cluster/${name}`;
}
