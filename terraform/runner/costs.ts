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

/** For how many days each private CA of a stack (its parsed `cdk.tf.json`) can be restored once it is deleted. */
export function restoreDaysIn(stack: unknown): readonly number[] {
  const authorities = fieldOf(stack, 'resource', 'aws_acmpca_certificate_authority');
  return Object.values(recordOf(authorities)).map((authority) =>
    // AWS's own default.
    Number(fieldOf(authority, 'permanent_deletion_time_in_days') ?? 30),
  );
}
