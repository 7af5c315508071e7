import { peeringAcceptance } from './contents/network';
import { route } from './contents/service';
import { transitGatewayRoute } from './contents/transit-gateway';
import { zoneAssociation, zoneAuthorization } from './contents/zone';
import type { Builders } from './walk';

/** A member's second stack: what needs both sides to be there. */
export const links: Builders = {
  'peering-acceptance': peeringAcceptance,
  'transit-gateway-route': transitGatewayRoute,
  'zone-authorization': zoneAuthorization,
  'zone-association': zoneAssociation,
  route,
};
