import { namespaceOwners } from '../namespaces';
import { refusal } from '../rules';
import { kinds } from './kinds';
import type { ChildRequest, MeshRequest } from './request';
import { appMeshPart, childOf, keyOf, type Child, type Mesh, type Resource } from './state';
import { placesIn } from './validate';

/** The mesh of a request, where the calling account may use it. */
export function reachedMesh(request: MeshRequest): Mesh {
  const { world, region, account, mesh: name, meshOwner } = request;
  const mesh = world.part(appMeshPart).meshes[keyOf(region, meshOwner, name)];
  const own = meshOwner === account;
  // An account that a mesh isn't shared with must not learn whether it exists.
  if (!own && (mesh === undefined || !world.sharedWith(mesh.metadata.arn, account)))
    throw refusal('app-mesh/not-shared', `mesh "${name}" of account ${meshOwner}`);
  if (mesh === undefined) throw refusal('app-mesh/not-found', `mesh "${name}"`);
  return mesh;
}

/** The mesh of a request for a resource in it, where the account may use that kind of resource. */
export function meshForKind(request: ChildRequest): Mesh {
  const mesh = reachedMesh(request);
  if (kinds[request.kind].ownerOnly === true && request.account !== request.meshOwner)
    throw refusal('app-mesh/gateways-owner-only', `account ${request.account}`);
  return mesh;
}

/** The parent of a route; undefined for kinds that have none. */
export function parentOf(mesh: Mesh, { kind, parent }: ChildRequest): Child | undefined {
  const parentKind = kinds[kind].parent;
  if (parentKind === undefined) return undefined;
  const found = childOf(mesh, parentKind, '', parent);
  if (found === undefined) throw refusal('app-mesh/not-found', `${kinds[parentKind].singular} "${parent}"`);
  return found;
}

/** The resource of a request. */
export function reachedChild(request: ChildRequest): { readonly mesh: Mesh; readonly child: Child } {
  const mesh = meshForKind(request);
  parentOf(mesh, request);
  const { kind, parent, name = '' } = request;
  const child = childOf(mesh, kind, parent, name);
  if (child === undefined) throw refusal('app-mesh/not-found', `${kinds[kind].singular} "${name}"`);
  return { mesh, child };
}

/** Refuses a change of another account's resource. */
export function demandOwn(account: string, { metadata }: Resource): void {
  if (metadata.resourceOwner !== account) throw refusal('app-mesh/change-own-only', metadata.arn);
}

/** Refuses deletion by an account that neither created the resource nor owns the mesh. */
export function demandMayDelete(account: string, { metadata }: Resource): void {
  if (metadata.resourceOwner !== account && metadata.meshOwner !== account)
    throw refusal('app-mesh/delete-own-only', metadata.arn);
}

/** Refuses to list or change the tags of another account's resource. */
export function demandOwnTags(account: string, { metadata }: Resource): void {
  if (metadata.resourceOwner !== account) throw refusal('app-mesh/tag-own-only', metadata.arn);
}

/** Refuses a Cloud Map namespace that another account has and this one hasn't; one that no account has is accepted. */
export function demandOwnNamespace({ world, account }: MeshRequest, spec: unknown): void {
  for (const { path, value } of placesIn(spec)) {
    if (path.at(-1) !== 'namespaceName' || typeof value !== 'string') continue;
    const owners = namespaceOwners(world, value);
    if (owners.length > 0 && !owners.includes(account)) throw refusal('app-mesh/own-namespace', value);
  }
}

/** The ARNs of the certificates of ACM that a spec presents. */
export function certificatesIn(spec: unknown): readonly string[] {
  return placesIn(spec).flatMap(({ path, value }) =>
    path.at(-1) === 'certificateArn' && typeof value === 'string' ? [value] : [],
  );
}

/** Refuses certificates that a listener can't present, and authorities of another region. */
export function demandOwnCertificates({ account, region }: MeshRequest, spec: unknown): void {
  for (const { path, value } of placesIn(spec)) {
    const presented = path.at(-1) === 'certificateArn';
    if (typeof value !== 'string' || !(presented || path.at(-2) === 'certificateAuthorityArns')) continue;
    const [, , service, arnRegion, arnAccount] = value.split(':');
    if (service !== (presented ? 'acm' : 'acm-pca')) throw refusal('app-mesh/certificate-arn', value);
    if (arnRegion !== region) throw refusal('app-mesh/same-region', value);
    if (presented && arnAccount !== account) throw refusal('app-mesh/own-certificate', value);
  }
}
