import type { OutputValue } from './plan';

/** Orders names by their code units: the same on every machine, whatever its language. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const sharedName = (mesh: string): string => `${mesh}-shared`;
export const linksName = (account: string): string => `${account}-links`;
export const kubernetesName = (account: string): string => `${account}-kubernetes`;

/** Name of a stack's state: told apart from other meshes', without the mesh twice. */
export const stateNameOf = (mesh: string, stack: string): string =>
  stack.startsWith(`${mesh}-`) ? stack : `${mesh}-${stack}`;

/** `yelb-appserver` as a part of a Terraform name. */
export const folded = (key: string): string => key.replaceAll(/[^A-Za-z0-9_]/g, '_');

/** The key that tells an output apart from others of its kind in the same stack. */
export function outputKeyOf(value: OutputValue): string | undefined {
  switch (value.kind) {
    case 'vpc-id':
    case 'private-route-table-id':
    case 'private-subnet-ids':
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
    case 'virtual-service-arn':
    case 'virtual-service-name':
      return value.service;
    case 'transit-gateway-id':
      return undefined;
  }
}

/** Output of a mesh's first stack: the names of all stacks, with those of their states. */
export const stacksOutput = 'stacks';

/** Terraform name of an output: `virtual_service_arn_yelb_appserver`. */
export function outputNameOf(value: OutputValue): string {
  const key = outputKeyOf(value);
  return folded(key === undefined ? value.kind : `${value.kind}_${key}`);
}

/** Terraform name under which a stack takes the output of another as a variable, unique among its inputs. */
export const inputNameOf = (wire: { readonly from: string; readonly output: string }): string =>
  `${folded(wire.from)}_${wire.output}`;
