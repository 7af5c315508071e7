import { refusal, type Rule } from './rule';

/** Only the owner of a mesh can make gateways in it (App Mesh user guide, "Working with shared meshes"). */
export const gatewayAccount: Rule = ({ owner }, { gateways }) =>
  gateways
    .filter(({ account }) => account !== owner)
    .map(({ at, key, account }) =>
      refusal(
        'app-mesh/gateway-account',
        at,
        `gateway "${key}" is in "${account}", and App Mesh lets only the owner "${owner}" have gateways`,
        `account: '${owner}'; its routes may lead to services of every account`,
      ),
    );
