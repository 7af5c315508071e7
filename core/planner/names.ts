import type { OutputValue } from './values';

export const sharedName = (mesh: string): string => `${mesh}-shared`;
export const requestsName = (account: string): string => `${account}-requests`;
export const linksName = (account: string): string => `${account}-links`;
export const kubernetesName = (account: string): string => `${account}-kubernetes`;

/** What identifies a mesh: a topology has it. */
interface Named {
  readonly mesh: { readonly name: string };
  readonly environment?: string;
}

/**
 * A mesh and its environment as one name. Two environments are never named alike; a mesh that has such a name itself is
 * told apart where its states and folders are used.
 */
export const meshLabelOf = ({ mesh, environment }: Named): string =>
  environment === undefined ? mesh.name : `${mesh.name}_${environment}`;

/** Name of a stack's state: distinct from those of other meshes and environments, without the mesh twice. */
export function stateNameOf(topology: Named, stack: string): string {
  const mesh = `${topology.mesh.name}-`;
  return `${meshLabelOf(topology)}-${stack.startsWith(mesh) ? stack.slice(mesh.length) : stack}`;
}

/** `yelb-appserver` as a part of a Terraform name. */
export const folded = (key: string): string => key.replaceAll(/[^A-Za-z0-9_]/g, '_');

/** The key that distinguishes an output from others of its kind in the same stack. */
export function outputKeyOf(value: OutputValue): string | undefined {
  switch (value.kind) {
    case 'vpc-id':
    case 'private-route-table-id':
    case 'private-subnet-ids':
    case 'public-subnet-ids':
    case 'zone-id':
    case 'namespace-id':
      return value.account;
    case 'authority-arn':
      return value.authority;
    case 'share-arn':
      return value.member;
    // The stack is the requester's, so the peer says enough.
    case 'peering-id':
      return value.peer;
    case 'asset':
      return value.key;
    case 'transit-gateway-id':
    case 'transit-gateway-arn':
      return undefined;
  }
}

/** Output of the first stack of a plan: the names of all stacks, with those of their states. */
export const stacksOutput = 'stacks';

/** Output of a stack that takes values as variables: the values it was given. */
export const givenOutput = 'inputs';

/** Terraform name of an output: `vpc_id_backend`. */
export function outputNameOf(value: OutputValue): string {
  const key = outputKeyOf(value);
  const what = value.kind === 'asset' ? value.what : value.kind;
  return folded(key === undefined ? what : `${what}_${key}`);
}

/** Distinguishes a value from every other, also from those of the same name. */
export const valueKeyOf = (value: OutputValue): string => Object.values(value).join('/');

/** Terraform name under which a stack takes the output of another as a variable, unique among its inputs. */
export const inputNameOf = (wire: { readonly from: string; readonly output: string }): string =>
  `${folded(wire.from)}_${wire.output}`;
