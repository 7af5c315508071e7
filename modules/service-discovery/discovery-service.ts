import { ServiceDiscoveryInstance } from '@cdktf/provider-aws/lib/service-discovery-instance';
import { ServiceDiscoveryService } from '@cdktf/provider-aws/lib/service-discovery-service';
import { Construct } from 'constructs';

export interface DiscoveryServiceProps {
  /** First labels of the DNS name; the namespace is the rest. */
  readonly name: string;
  readonly namespaceId: string;
  /** Seconds for which callers may cache an address. */
  readonly ttl: number;
  /** Address of a single placeholder instance. Absent: the tasks of the service register themselves. */
  readonly placeholderAddress?: string;
}

/** A Cloud Map service: its instances are what its name resolves to. */
export class DiscoveryService extends Construct {
  /** The service's name, available once the service exists. */
  readonly serviceName: string;
  readonly serviceArn: string;

  constructor(
    scope: Construct,
    id: string,
    { name, namespaceId, ttl, placeholderAddress }: DiscoveryServiceProps,
  ) {
    super(scope, id);
    const service = new ServiceDiscoveryService(this, ServiceDiscoveryService.tfResourceType, {
      name,
      // Instances that their tasks did not deregister would prevent its deletion.
      forceDestroy: true,
      dnsConfig: { namespaceId, routingPolicy: 'MULTIVALUE', dnsRecords: [{ ttl, type: 'A' }] },
      healthCheckCustomConfig: { failureThreshold: 1 },
    });
    if (placeholderAddress !== undefined) {
      new ServiceDiscoveryInstance(this, ServiceDiscoveryInstance.tfResourceType, {
        instanceId: 'placeholder',
        serviceId: service.id,
        attributes: { AWS_INSTANCE_IPV4: placeholderAddress },
      });
    }
    this.serviceName = service.name;
    this.serviceArn = service.arn;
  }
}
