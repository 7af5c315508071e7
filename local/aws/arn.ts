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

/** The parts of an ARN. */
export interface ParsedArn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN; undefined where the text is none. */
export function parsedArn(arn: string): ParsedArn | undefined {
  const [prefix, partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  if (prefix !== 'arn' || !partition.startsWith('aws') || resource.length === 0) return undefined;
  return { service, region, account, resource: resource.join(':') };
}
