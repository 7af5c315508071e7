import type { Construct } from 'constructs';
import { at } from '../../core/topology';
import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import type { MeshStack } from '../mesh-stack';
import { giveUpDiscovery, takeOverDiscovery } from './discovery';

/** Seconds: short, so that a workload which takes over the name is found soon. */
const TTL = 10;

/** A name in the private zone of an account. */
interface ZoneName {
  readonly namespace: string;
  /** Its first labels. */
  readonly service: string;
}

/** The scope of a service's resources. */
export const servicePart = (stack: MeshStack, key: string): Construct =>
  stack.part(`service_${key}`, at(stack.site.topology.services, key).tags);

/** The record of a service whose name nothing else makes resolve: a Cloud Map service with one address. */
export function serviceRecord(stack: MeshStack, key: string, name: ZoneName, address: string): void {
  const { account } = at(stack.site.topology.services, key);
  new DiscoveryService(servicePart(stack, key), 'discovery', {
    name: name.service,
    namespaceId: stack.wiring.of({ kind: 'namespace-id', account }),
    ttl: TTL,
    placeholderAddress: address,
  });
  // A retired workload's name may continue as its service's: Cloud Map allows a name only once.
  takeOverDiscovery(stack, account, name, `service_${key}`);
}

/**
 * A service without a record: its name may continue as that of a workload. A service that is called like its only
 * workload had none.
 * @param name of the service, where it is in the zone of its account
 */
export function noServiceRecord(stack: MeshStack, key: string, name: ZoneName | undefined): void {
  const { provider, account } = at(stack.site.topology.services, key);
  if (provider.kind === 'workload' && provider.workload === key) return;
  if (name !== undefined) giveUpDiscovery(stack, account, name, `service_${key}`);
}
