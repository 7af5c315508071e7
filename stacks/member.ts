import { certificate } from './contents/certificate';
import { network, peeringRequest } from './contents/network';
import { route, service } from './contents/service';
import { meshRole, shareAcceptance } from './contents/sharing';
import { workload } from './contents/workload';
import { transitGatewayAttachment, transitGatewayRoute } from './contents/transit-gateway';
import { namespace, zoneAuthorization } from './contents/zone';
import type { Builders } from './walk';

/** A member's first stack: what needs nobody's later stack. */
export const member: Builders = {
  'share-acceptance': shareAcceptance,
  'mesh-role': meshRole,
  network,
  'peering-request': peeringRequest,
  'transit-gateway-attachment': transitGatewayAttachment,
  'transit-gateway-route': transitGatewayRoute,
  namespace,
  'zone-authorization': zoneAuthorization,
  certificate,
  workload,
  service,
  route,
};
