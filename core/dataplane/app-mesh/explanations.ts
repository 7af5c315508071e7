import type { Explanation } from '../contract';

/** What App Mesh says where it refuses something, and what that means. */
export const explanations: readonly Explanation[] = [
  {
    says: /operation error App Mesh: \w+(?:VirtualGateway|GatewayRoute),.*?ForbiddenException/,
    sentence: (_, { stack }, { address = 'a gateway' }) =>
      `${address} of stack "${stack}" is refused: gateways and their routes are created only by the account that owns the mesh`,
  },
  {
    says: /operation error App Mesh: \w+,.*?ForbiddenException/,
    sentence: (_, { stack }) =>
      `the account of stack "${stack}" is refused by the mesh: the mesh is not shared with it, the share is not accepted, or this is for its owner alone; deploy what shares and what accepts first`,
  },
  {
    says: /operation error App Mesh: Create\w+,.*?ConflictException/,
    sentence: (_, { stack, folder }, { address = 'a resource' }) =>
      `${address} of stack "${stack}" is there already, but not in its state: a run that was killed, a deploy with another state, or somebody else created it; find out who; if it is of this stack and in a mesh of the same account, take it in: terraform -chdir=${folder} import ${address} <its id>`,
  },
  {
    says: /Route must define a port match criteria/,
    sentence: (_, { stack }, { address = 'a router' }) =>
      `${address} of stack "${stack}" is refused: a router has several ports only while each of its routes matches one; deploy once without the second port, then with it`,
  },
  {
    says: /has been taken in this account/,
    sentence: (_, { stack }) =>
      `the account of stack "${stack}" has App Mesh's service-linked role already; write meshRole: exists for it`,
  },
];
