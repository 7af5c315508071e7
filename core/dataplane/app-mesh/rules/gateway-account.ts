import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** Only the owner of a mesh can create gateways in it (App Mesh user guide, "Working with shared meshes"). */
export const gatewayAccount: AppMeshRule = {
  id: 'app-mesh/gateway-account',
  severity: 'error',
  sentence: 'a gateway is in another account than the owner of the mesh',
  source: DOCUMENTS.sharing,
  unbuildable: true,
  hitsOf: ({ owner }, { gateways }) =>
    gateways
      .filter(({ account }) => account !== owner)
      .map(({ at, key, account }) =>
        hit(
          at,
          `gateway "${key}" is in "${account}", and App Mesh lets only the owner "${owner}" have gateways`,
          `account: '${owner}'; its routes may lead to services of every account`,
        ),
      ),
};
