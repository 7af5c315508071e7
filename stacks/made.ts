import type { TerraformResource } from 'cdktf';
import type { Mesh } from '../modules/app-mesh/mesh';
import type { VirtualService } from '../modules/app-mesh/virtual-service';
import type { SecurityGroup } from '../modules/security-group/security-group';
import type { TransitGateway } from '../modules/transit-gateway/transit-gateway';
import type { TransitGatewayAttachment } from '../modules/transit-gateway/transit-gateway-attachment';

/** What a stack has made so far, for contents that refer to each other. Keys are those of the topology. */
export interface Made {
  mesh?: Mesh;
  transitGateway?: TransitGateway;
  transitGatewayAttachment?: TransitGatewayAttachment;
  shareAcceptance?: TerraformResource;
  meshRole?: TerraformResource;
  /** ARNs. */
  readonly certificates: Map<string, string>;
  /** By party id. */
  readonly groups: Map<string, SecurityGroup>;
  /** Names of nodes by workload, told by the nodes. */
  readonly nodes: Map<string, string>;
  /** Names of routers by service, told by the routers. */
  readonly routers: Map<string, string>;
  readonly services: Map<string, VirtualService>;
}

export const nothingMade = (): Made => ({
  certificates: new Map(),
  groups: new Map(),
  nodes: new Map(),
  routers: new Map(),
  services: new Map(),
});

/** Makes a thing when it is first asked for: contents refer to each other in any order. */
export function once<T>(things: Map<string, T>, key: string, make: () => T): T {
  const known = things.get(key);
  if (known !== undefined) return known;
  const thing = make();
  things.set(key, thing);
  return thing;
}
