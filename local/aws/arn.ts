import { partitionOf } from '../../core/topology';

/** The ARN of a resource in a region, in that region's partition. */
export function arnIn(region: string, service: string, account: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
}

/** The ARN of a resource without a region, such as IAM's, in the partition of a region. */
export function globalArnIn(region: string, service: string, account: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}::${account}:${resource}`;
}

/** Whether an ARN belongs to a region's partition. */
export function isOfPartition(region: string, arn: string): boolean {
  return arn.startsWith(`arn:${partitionOf(region)}:`);
}
