import { isDeepStrictEqual } from 'node:util';
import { refusal } from '../rules';
import type { Request } from './request';
import type { Metadata, Resource } from './state';

/** A resource as create, describe, update and delete return it. */
export function answerOf(
  { names, metadata, spec }: Resource,
  status: 'ACTIVE' | 'DELETED' = 'ACTIVE',
): unknown {
  return { ...names, metadata, spec, status: { status } };
}

/** A resource as lists have it. */
export function refOf({ names, metadata }: Resource): unknown {
  const { uid: _, ...shown } = metadata;
  return { ...names, ...shown };
}

/** The metadata of a new resource of the calling account. */
export function newMetadata({ world, account }: Request, arn: string, meshOwner: string): Metadata {
  const now = world.now();
  return {
    arn,
    uid: world.newId(),
    meshOwner,
    resourceOwner: account,
    createdAt: now,
    lastUpdatedAt: now,
    version: 1,
  };
}

/**
 * Whether the last update was this one: SDKs repeat a request whose response was lost, with the same token.
 * @throws where the token was used with another spec
 */
export function isUpdatedAlready({ body }: Request, resource: Resource, spec: unknown): boolean {
  const token = body['clientToken'];
  if (typeof token !== 'string' || resource.updateToken !== token) return false;
  if (!isDeepStrictEqual(resource.spec, spec)) throw refusal('app-mesh/client-token', token);
  return true;
}

/** The resource, with a new spec and the next version. */
export function updated<Kind extends Resource>(
  { world, body }: Request,
  resource: Kind,
  spec: unknown,
): Kind {
  const token = body['clientToken'];
  if (typeof token === 'string') resource.updateToken = token;
  else delete resource.updateToken;
  resource.spec = spec;
  resource.metadata.version += 1;
  resource.metadata.lastUpdatedAt = world.now();
  return resource;
}
