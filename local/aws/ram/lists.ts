import { refusal } from '../rules';
import { resourceTypes, typeOfArn } from './catalog';
import { permissionsOf } from './permission';
import { associationsOf, inOneOrganization } from './reach';
import { among, paged, type Request } from './request';
import { ownShares, picked, sharesOfSide } from './shares';
import type { Tag } from '../tag';
import type { Share } from './state';
import { associationView, resourceView, sharedResources, shareView } from './views';

interface TagFilter {
  readonly tagKey?: string;
  readonly tagValues?: readonly string[];
}

/** GetResourceShares. */
export function getShares(request: Request): unknown {
  const [name, status, permission] = ['name', 'resourceShareStatus', 'permissionArn'].map(request.text);
  const filters = (request.input['tagFilters'] ?? []) as readonly TagFilter[];
  const found = sharesOfSide(request, request.texts('resourceShareArns')).filter(
    (share) =>
      (name ?? share.name) === share.name &&
      (status ?? share.status) === share.status &&
      (permission === undefined || hasPermission(request, share, permission)) &&
      filters.every((filter) => fits(filter, share.owner === request.account ? share.tags : [])),
  );
  return paged(
    request,
    'resourceShares',
    found.map((share) => shareView(share, request.account)),
  );
}

/** GetResourceShareAssociations: of the account's own shares. */
export function getAssociations(request: Request): unknown {
  const { world } = request;
  const type = request.text('associationType');
  const [resource, principal, status] = ['resourceArn', 'principal', 'associationStatus'].map(request.text);
  const wrong = type === 'RESOURCE' ? principal : resource;
  if (wrong !== undefined || (type === 'SOURCE' && principal !== undefined))
    throw refusal('ram/filter', wrong ?? principal ?? '');
  const entity = resource ?? principal;
  const found = picked(ownShares(request), request.texts('resourceShareArns')).flatMap((share) =>
    associationsOf(world, share)
      .filter(
        (one) =>
          one.type === type && (entity ?? one.entity) === one.entity && (status ?? one.status) === one.status,
      )
      .map((one) => associationView(one, share)),
  );
  return paged(request, 'resourceShareAssociations', found);
}

/** ListResources. */
export function listResources(request: Request): unknown {
  const { world } = request;
  const [wanted, principal] = [typeAsked(request), request.text('principal')];
  const found = activeShares(request)
    .filter((share) => principal === undefined || isFor(request, share, principal))
    .flatMap((share) => sharedResources(world, share))
    .flatMap((one) => {
      const type = typeOfArn(one.entity) ?? '';
      const listed = (wanted ?? type) === type && among(request.texts('resourceArns'), one.entity);
      return listed ? [resourceView(one, type)] : [];
    });
  return paged(request, 'resources', found);
}

/** ListPrincipals: those that the account shares with, or that share with it. */
export function listPrincipals(request: Request): unknown {
  const named = request.texts('principals');
  const [wanted, resource] = [typeAsked(request), request.text('resourceArn')];
  const found = activeShares(request)
    .filter((share) => holds(request, share, wanted, resource))
    .flatMap((share) => principalsOf(request, share))
    .filter(({ id }) => among(named, id));
  return paged(request, 'principals', found);
}

/** ListResourceTypes. */
export function listResourceTypes(request: Request): unknown {
  const types = resourceTypes().map((type) => ({ ...type, resourceRegionScope: 'REGIONAL' }));
  return paged(request, 'resourceTypes', request.text('resourceRegionScope') === 'GLOBAL' ? [] : types);
}

/** For the account's own shares, those that have it; for another account's share, its owner. */
function principalsOf({ world, account }: Request, share: Share): readonly { readonly id: string }[] {
  const view = (id: string, external: boolean, createdAt: number, updatedAt: number) => ({
    id,
    resourceShareArn: share.arn,
    creationTime: createdAt,
    lastUpdatedTime: updatedAt,
    external,
  });
  if (share.owner !== account) {
    const external = !inOneOrganization(world, share.owner, account);
    return [view(share.owner, external, share.createdAt, share.updatedAt)];
  }
  return associationsOf(world, share).flatMap(({ type, status, entity, external, createdAt, updatedAt }) =>
    type === 'PRINCIPAL' && status === 'ASSOCIATED' ? [view(entity, external, createdAt, updatedAt)] : [],
  );
}

function hasPermission({ world, number }: Request, share: Share, permission: string): boolean {
  const asked = number('permissionVersion');
  return permissionsOf(world, share).some(
    ({ arn, version }) => arn === permission && (asked === undefined || String(asked) === version),
  );
}

/** Whether a share has a resource of this type or this ARN; any share where neither is given. */
function holds({ world }: Request, share: Share, type?: string, arn?: string): boolean {
  if (type === undefined && arn === undefined) return true;
  return sharedResources(world, share).some(
    ({ entity }) => (arn ?? entity) === entity && (type ?? typeOfArn(entity)) === typeOfArn(entity),
  );
}

function activeShares(request: Request): readonly Share[] {
  return sharesOfSide(request, request.texts('resourceShareArns')).filter(
    ({ status }) => status === 'ACTIVE',
  );
}

function typeAsked(request: Request): string | undefined {
  const type = request.text('resourceType');
  if (type !== undefined && !resourceTypes().some(({ resourceType }) => resourceType === type))
    throw refusal('ram/resource-type', type);
  return type;
}

function isFor({ world, account }: Request, share: Share, principal: string): boolean {
  if (share.owner !== account) return share.owner === principal;
  return associationsOf(world, share).some(
    ({ type, entity, status }) => type === 'PRINCIPAL' && entity === principal && status === 'ASSOCIATED',
  );
}

function fits({ tagKey, tagValues = [] }: TagFilter, tags: readonly Tag[]): boolean {
  return tags.some(({ key, value }) => key === tagKey && among(tagValues, value));
}
