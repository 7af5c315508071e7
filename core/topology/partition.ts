/** Partitions of AWS by how the names of their regions begin. All others are of `aws`. */
const PARTITIONS = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
] as const;

export type Partition = 'aws' | (typeof PARTITIONS)[number][1];

/** The AWS partition of a region: the second part of every ARN there (AWS General Reference, "ARNs"). */
export const partitionOf = (region: string): Partition =>
  PARTITIONS.find(([start]) => region.startsWith(start))?.[1] ?? 'aws';
