import { network } from './contents/network';
import { authority, mesh, share } from './contents/sharing';
import { transitGateway, transitGatewayAttachment } from './contents/transit-gateway';
import { namespace } from './contents/zone';
import type { Builders } from './walk';

/** The owner's first stack: what everyone else needs. */
export const shared: Builders = {
  network,
  namespace,
  authority,
  mesh,
  'transit-gateway': transitGateway,
  share,
  'transit-gateway-attachment': transitGatewayAttachment,
};
