import type { Call } from '../call';
import { fieldsOf } from '../json-protocol';
import { refusal } from '../rules';
import type { World } from '../world';
import { isKind, kinds, type Kind } from './kinds';
import { accountId, resourceName } from './model';
import { demandModel } from './validate';

/** The input of every operation. */
export interface Request {
  readonly world: World;
  readonly region: string;
  /** The calling account. */
  readonly account: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A request for a mesh, or for all. */
export interface MeshRequest extends Request {
  readonly mesh: string;
  /** The account that owns the mesh: the calling one where the request names none. */
  readonly meshOwner: string;
}

/** A request for resources in a mesh: one resource, or (without a name) the collection. */
export interface ChildRequest extends MeshRequest {
  readonly kind: Kind;
  /** The router or gateway of a route; empty for other kinds. */
  readonly parent: string;
  readonly name: string | undefined;
}

/**
 * What a proxy asks the management service of App Mesh: a method of gRPC by its path, here with a body of JSON
 * (envoy/service/discovery/v3/ads.proto).
 */
const stream = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';

/** What a path is about. */
export type Subject =
  | { readonly about: 'stream'; readonly request: Request }
  | { readonly about: 'tags'; readonly action: string; readonly request: Request }
  | { readonly about: 'meshes'; readonly request: Request }
  | { readonly about: 'mesh'; readonly request: MeshRequest }
  | { readonly about: 'child'; readonly request: ChildRequest };

/** Reads the path of a call. */
export function subjectOf(world: World, call: Call): Subject {
  const { region, query } = call;
  const [version, first = '', ...rest] = call.path.slice(1).split('/').map(decoded);
  const request = { world, region, account: call.caller.account, query, body: fieldsOf(call.body) };
  if (call.path === stream && call.method === 'POST') return { about: 'stream', request };
  if (version === 'v20190125') {
    if (['tags', 'tag', 'untag'].includes(first) && rest.length === 0)
      return { about: 'tags', action: first, request };
    if (first === 'meshes') return inMeshes(rest, request) ?? unknown(call);
  }
  return unknown(call);
}

function inMeshes(path: readonly string[], request: Request): Subject | undefined {
  const [mesh, collection, ...rest] = path;
  if (mesh === undefined) return { about: 'meshes', request };
  const meshOwner = request.query.get('meshOwner') ?? request.account;
  demandModel(resourceName, mesh, 'meshName');
  demandModel(accountId, meshOwner, 'meshOwner');
  const inMesh = { ...request, mesh, meshOwner };
  if (collection === undefined) return { about: 'mesh', request: inMesh };
  const [kind, parent, [name, ...more]] = isKind(collection)
    ? [collection, '', rest]
    : [rest[1], rest[0] ?? '', rest.slice(2)];
  if (
    more.length > 0 ||
    !isKind(kind) ||
    parentWordOf(kind) !== (isKind(collection) ? undefined : collection)
  )
    return undefined;
  if (parent !== '') demandModel(resourceName, parent, `${collection}Name`);
  if (name !== undefined) demandModel(kinds[kind].name, name, `${kinds[kind].singular}Name`);
  return { about: 'child', request: { ...inMesh, kind, parent, name } };
}

/** In paths, routes are below their parent's name in the singular. */
function parentWordOf(kind: Kind): string | undefined {
  const { parent } = kinds[kind];
  return parent === undefined ? undefined : kinds[parent].singular;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function unknown(call: Call): never {
  throw refusal('json/unknown-operation', `${call.method} ${call.path}`);
}
