import type { Explanation } from '../contract';

/** What App Mesh says where it refuses something, and what that means. */
export const explanations: readonly Explanation[] = [
  {
    says: /operation error App Mesh: \w+(?:VirtualGateway|GatewayRoute),.*?ForbiddenException/,
    sentence: (_, { stack }, { address = 'a gateway' }) =>
      `${address} of stack "${stack}" is refused: only the account that owns the mesh can create gateways and their routes`,
  },
  {
    says: /operation error App Mesh: \w+,.*?ForbiddenException/,
    sentence: (_, { stack }) =>
      `the account of stack "${stack}" has no access to the mesh: the mesh is not shared with it, the share is not accepted, or only its owner may do this; deploy the stacks that share and accept it first`,
  },
  {
    says: /operation error App Mesh: Create\w+,.*?ConflictException/,
    sentence: (_, { stack, folder }, { address = 'a resource' }) =>
      `${address} of stack "${stack}" already exists, but is not in its state: a run that was killed, a deploy with another state, or somebody else created it; find out which; if it belongs to this stack and to a mesh of the same account, import it: terraform -chdir=${folder} import ${address} <its id>`,
  },
  {
    says: /Route must define a port match criteria/,
    sentence: (_, { stack }, { address = 'a router' }) =>
      `${address} of stack "${stack}" is refused: a router can have several ports only while each of its routes matches one; deploy once without the second port, then with it`,
  },
  {
    says: /has been taken in this account/,
    sentence: (_, { stack }) =>
      `the account of stack "${stack}" already has App Mesh's service-linked role; write meshRole: exists for it`,
  },
];
