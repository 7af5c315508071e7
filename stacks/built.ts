import type { TerraformResource } from 'cdktf';
import type { LogKey } from '../modules/ecs/log-key';
import type { SecurityGroup } from '../modules/security-group/security-group';
import type { DiscoveryService } from '../modules/service-discovery/discovery-service';
import type { TransitGatewayAttachment } from '../modules/transit-gateway/transit-gateway-attachment';

/** What a stack has built of the substrate so far, for contents that refer to each other. */
export interface Built {
  transitGatewayAttachment?: TransitGatewayAttachment;
  shareAcceptance?: TerraformResource;
  /** ARNs of certificates, by their keys. */
  readonly certificates: Map<string, string>;
  /** By party id. */
  readonly groups: Map<string, SecurityGroup>;
  /** By identity: several parties may share one. */
  readonly discoveryServices: Map<string, DiscoveryService>;
  /** By account. */
  readonly logKeys: Map<string, LogKey>;
}

export const nothingBuilt = (): Built => ({
  certificates: new Map(),
  groups: new Map(),
  discoveryServices: new Map(),
  logKeys: new Map(),
});

/** Creates something on first use: contents refer to each other in any order. */
export function once<T>(things: Map<string, T>, key: string, make: () => T): T {
  const known = things.get(key);
  if (known !== undefined) return known;
  const thing = make();
  things.set(key, thing);
  return thing;
}
