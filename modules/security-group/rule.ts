import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';

/** The other side of a rule. */
export type Side =
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'cidr'; readonly block: string };

export interface RuleProps {
  readonly description: string;
  /** @default tcp */
  readonly protocol?: 'tcp' | 'udp';
  readonly port: number;
  readonly side: Side;
}

/** Lets the other side in to a group, of whoever it is. */
export function allowIn(scope: Construct, id: string, securityGroupId: string, props: RuleProps): void {
  new VpcSecurityGroupIngressRule(scope, id, ruleOf(securityGroupId, props));
}

/** Lets what is in a group reach the other side. */
export function allowOut(scope: Construct, id: string, securityGroupId: string, props: RuleProps): void {
  new VpcSecurityGroupEgressRule(scope, id, ruleOf(securityGroupId, props));
}

const ruleOf = (securityGroupId: string, { description, protocol = 'tcp', port, side }: RuleProps) => ({
  securityGroupId,
  description,
  ipProtocol: protocol,
  fromPort: port,
  toPort: port,
  ...(side.kind === 'group' ? { referencedSecurityGroupId: side.id } : { cidrIpv4: side.block }),
});
