import type { Request } from './request';
import type { Metadata, Resource } from './state';

/** A resource as create, describe, update and delete answer it. */
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

/** What a new resource of the asking account gets. */
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

/** The resource, with a new spec and the next version. */
export function updated<Kind extends Resource>({ world }: Request, resource: Kind, spec: unknown): Kind {
  resource.spec = spec;
  resource.metadata.version += 1;
  resource.metadata.lastUpdatedAt = world.now();
  return resource;
}
