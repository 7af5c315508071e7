import type { SubstrateContent } from '../../core/planner';
import type { BuildersOf } from '../builders';
import type { MeshStack } from '../mesh-stack';
import { network, peeringAcceptance, peeringRequest } from './network';
import { authority, share, shareAcceptance } from './sharing';
import { transitGateway, transitGatewayAttachment, transitGatewayRoute } from './transit-gateway';
import { namespace, zoneAssociation, zoneAuthorization } from './zone';

/** The builder of each content of the substrate. */
export const substrate: BuildersOf<SubstrateContent, MeshStack> = {
  network,
  namespace,
  authority,
  share,
  'share-acceptance': shareAcceptance,
  'peering-request': peeringRequest,
  'peering-acceptance': peeringAcceptance,
  'transit-gateway': transitGateway,
  'transit-gateway-attachment': transitGatewayAttachment,
  'transit-gateway-route': transitGatewayRoute,
  'zone-authorization': zoneAuthorization,
  'zone-association': zoneAssociation,
};
