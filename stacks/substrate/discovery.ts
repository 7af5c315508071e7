import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import type { Party } from '../lookups';
import type { MeshStack } from '../mesh-stack';
import { partOf } from './security-group';

/** The Cloud Map service under whose name callers find a party; none where it is found in another way. */
export function discoveryService(stack: MeshStack, party: Party): DiscoveryService | undefined {
  const { discovery, account } = party;
  if (discovery?.kind !== 'cloud-map' || !discovery.create) return undefined;
  return new DiscoveryService(partOf(stack, party), 'discovery', {
    name: discovery.service,
    ttl: discovery.ttl,
    namespaceId: stack.wiring.of({ kind: 'namespace-id', account }),
  });
}
