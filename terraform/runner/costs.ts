import { fieldOf, recordOf } from '../../core/base/json';
import { counted } from '../../core/base/text';

/** Resources that are billed while they exist, whether used or not, in AWS's terms. */
const lasting: Readonly<Record<string, readonly [one: string, many: string]>> = {
  aws_acmpca_certificate_authority: ['private certificate authority', 'private certificate authorities'],
  aws_nat_gateway: ['NAT gateway', 'NAT gateways'],
  aws_eip: ['public IPv4 address', 'public IPv4 addresses'],
  aws_ec2_transit_gateway_vpc_attachment: ['transit gateway attachment', 'transit gateway attachments'],
  aws_kms_key: ['KMS key', 'KMS keys'],
  aws_lb: ['load balancer', 'load balancers'],
  aws_ecs_service: ['ECS service with its tasks', 'ECS services with their tasks'],
  aws_eks_cluster: ['EKS control plane', 'EKS control planes'],
  aws_eks_node_group: ['group of EKS nodes', 'groups of EKS nodes'],
  aws_efs_file_system: ['file system', 'file systems'],
  aws_flow_log: ['VPC flow log', 'VPC flow logs'],
  aws_route53_zone: ['hosted zone', 'hosted zones'],
  aws_service_discovery_private_dns_namespace: [
    'hosted zone of a Cloud Map namespace',
    'hosted zones of Cloud Map namespaces',
  ],
};

/** What is still billed, from the numbers of resources by type: `1 NAT gateway`. */
export function costsOf(types: readonly Readonly<Record<string, number>>[]): readonly string[] {
  return Object.entries(lasting).flatMap(([type, [one, many]]) => {
    const count = types.reduce((sum, counts) => sum + (counts[type] ?? 0), 0);
    return count === 0 ? [] : [counted(count, one, many)];
  });
}

/** A kind of resource of which something stays after it is destroyed. */
interface Staying {
  readonly type: string;
  /** @param many resources of that type, with their arguments */
  readonly sentence: (many: readonly unknown[]) => string;
}

/** The longest of the numbers of days in an argument of the resources. */
const days = (many: readonly unknown[], argument: string, usual: number): number =>
  Math.max(...many.map((one) => Number(fieldOf(one, argument) ?? usual)));

/** What stays, and whether it is billed (documents of each service, on deletion). Numbers are AWS's own defaults. */
const STAYING: readonly Staying[] = [
  {
    type: 'aws_acmpca_certificate_authority',
    sentence: (many) =>
      `a deleted private certificate authority is no longer billed, and can be restored for ${days(many, 'permanent_deletion_time_in_days', 30)} days (aws acm-pca restore-certificate-authority); from then on it is billed again`,
  },
  {
    type: 'aws_kms_key',
    sentence: (many) =>
      `a KMS key is deleted after ${days(many, 'deletion_window_in_days', 30)} days, in which it is not billed and can be kept (aws kms cancel-key-deletion)`,
  },
  {
    type: 'aws_efs_backup_policy',
    sentence: () =>
      'backups of file systems stay in AWS Backup for 35 days, and are billed (vault aws/efs/automatic-backup-vault)',
  },
  {
    type: 'aws_ecs_cluster',
    sentence: () =>
      'the last measurements of Container Insights stay for a day (log groups /aws/ecs/containerinsights/…)',
  },
];

/** What stays once stacks are destroyed, from their parsed `cdk.tf.json`. */
export function stayingOf(stacks: readonly unknown[]): readonly string[] {
  return STAYING.flatMap(({ type, sentence }) => {
    const many = stacks.flatMap((stack) => Object.values(recordOf(fieldOf(stack, 'resource', type))));
    return many.length === 0 ? [] : [sentence(many)];
  });
}
