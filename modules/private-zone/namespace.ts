import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace';
import { Construct } from 'constructs';

export interface NamespaceProps {
  /** DNS name of the zone. */
  readonly name: string;
  readonly vpcId: string;
}

/**
 * A Cloud Map namespace with its private hosted zone. Later associations of other VPCs with that zone are not
 * part of this resource, so that its next plan does not change them.
 */
export class Namespace extends Construct {
  readonly namespaceId: string;
  readonly zoneId: string;

  constructor(scope: Construct, id: string, { name, vpcId }: NamespaceProps) {
    super(scope, id);
    const namespace = new ServiceDiscoveryPrivateDnsNamespace(
      this,
      ServiceDiscoveryPrivateDnsNamespace.tfResourceType,
      { name, vpc: vpcId },
    );
    this.namespaceId = namespace.id;
    this.zoneId = namespace.hostedZone;
  }
}
