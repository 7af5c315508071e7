import { certificate } from './contents/certificate';
import { gateway } from './contents/gateway';
import { peeringAcceptance } from './contents/network';
import { route, service } from './contents/service';
import { workload } from './contents/workload';
import { transitGatewayRoute } from './contents/transit-gateway';
import { zoneAssociation, zoneAuthorization } from './contents/zone';
import type { Builders } from './walk';

/** The owner's second stack: what needs the members' first. */
export const owner: Builders = {
  'peering-acceptance': peeringAcceptance,
  'transit-gateway-route': transitGatewayRoute,
  'zone-authorization': zoneAuthorization,
  'zone-association': zoneAssociation,
  certificate,
  workload,
  service,
  route,
  gateway,
};
