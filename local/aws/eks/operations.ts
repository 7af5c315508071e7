import type { Fields } from '../json-protocol';
import * as access from './access';
import * as addons from './addons';
import * as clusters from './clusters';
import * as nodeGroups from './node-groups';
import * as identities from './pod-identity';
import type { Eks } from './eks';
import type { Asked } from './state';
import * as tags from './tags';

/** Answers a request about what its path names. */
type Operation = (asked: Asked, eks: Eks) => Fields | Promise<Fields>;

/** Methods and paths; `*` is a name. */
export const operations: readonly (readonly [method: string, path: string, Operation])[] = [
  ['POST', '/clusters', clusters.createCluster],
  ['GET', '/clusters', clusters.listClusters],
  ['GET', '/clusters/*', clusters.describeCluster],
  ['DELETE', '/clusters/*', clusters.deleteCluster],
  ['POST', '/clusters/*/update-config', clusters.updateClusterConfig],
  ['POST', '/clusters/*/updates', clusters.updateClusterVersion],
  ['GET', '/clusters/*/updates/*', clusters.describeUpdate],
  ['POST', '/clusters/*/node-groups', nodeGroups.createNodegroup],
  ['GET', '/clusters/*/node-groups', nodeGroups.listNodegroups],
  ['GET', '/clusters/*/node-groups/*', nodeGroups.describeNodegroup],
  ['DELETE', '/clusters/*/node-groups/*', nodeGroups.deleteNodegroup],
  ['POST', '/clusters/*/node-groups/*/update-config', nodeGroups.updateNodegroupConfig],
  ['POST', '/clusters/*/node-groups/*/update-version', nodeGroups.updateNodegroupVersion],
  ['POST', '/clusters/*/addons', addons.createAddon],
  ['GET', '/clusters/*/addons', addons.listAddons],
  ['GET', '/clusters/*/addons/*', addons.describeAddon],
  ['POST', '/clusters/*/addons/*/update', addons.updateAddon],
  ['DELETE', '/clusters/*/addons/*', addons.deleteAddon],
  ['POST', '/clusters/*/access-entries', access.createAccessEntry],
  ['GET', '/clusters/*/access-entries', access.listAccessEntries],
  ['GET', '/clusters/*/access-entries/*', access.describeAccessEntry],
  ['POST', '/clusters/*/access-entries/*', access.updateAccessEntry],
  ['DELETE', '/clusters/*/access-entries/*', access.deleteAccessEntry],
  ['POST', '/clusters/*/access-entries/*/access-policies', access.associateAccessPolicy],
  ['GET', '/clusters/*/access-entries/*/access-policies', access.listAssociatedAccessPolicies],
  ['DELETE', '/clusters/*/access-entries/*/access-policies/*', access.disassociateAccessPolicy],
  ['POST', '/clusters/*/pod-identity-associations', identities.createPodIdentityAssociation],
  ['GET', '/clusters/*/pod-identity-associations', identities.listPodIdentityAssociations],
  ['GET', '/clusters/*/pod-identity-associations/*', identities.describePodIdentityAssociation],
  ['POST', '/clusters/*/pod-identity-associations/*', identities.updatePodIdentityAssociation],
  ['DELETE', '/clusters/*/pod-identity-associations/*', identities.deletePodIdentityAssociation],
  ['GET', '/tags/*', tags.listTags],
  ['POST', '/tags/*', tags.tag],
  ['DELETE', '/tags/*', tags.untag],
];

/** The operation of a request, and the names in its path; undefined where there is none. */
export function operationOf(
  method: string,
  path: string,
): { readonly operation: Operation; readonly names: readonly string[] } | undefined {
  const steps = path.split('/').map(decodeURIComponent);
  for (const [wanted, form, operation] of operations) {
    const parts = form.split('/');
    const fits = (part: string, index: number): boolean =>
      part === '*' ? (steps[index] ?? '') !== '' : part === steps[index];
    if (method === wanted && steps.length === parts.length && parts.every(fits))
      return { operation, names: steps.filter((_, index) => parts[index] === '*') };
  }
  return undefined;
}
