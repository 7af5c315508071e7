import { peeringAcceptance } from './contents/network';
import { route } from './contents/service';
import { zoneAssociation, zoneAuthorization } from './contents/zone';
import type { Builders } from './walk';

/** A member's second stack: what needs both sides to be there. */
export const links: Builders = {
  'peering-acceptance': peeringAcceptance,
  'zone-authorization': zoneAuthorization,
  'zone-association': zoneAssociation,
  route,
};
