import { isDeepStrictEqual } from 'node:util';
import { arnIn } from '../arn';
import { refusal } from '../rules';
import { knownPartOf, record, text } from '../shape';
import { tagList } from '../tag';
import { reachedMesh } from './access';
import { answerOf, isUpdatedAlready, newMetadata, refOf, updated } from './answers';
import { meshSpec, pageLimit, resourceName } from './model';
import type { MeshRequest, Request } from './request';
import { addMesh, anyChildOf, appMeshPart, keyOf, removeMesh, type Mesh } from './state';
import { tagsFrom } from './tags';
import { demandModel, queriedPage } from './validate';

const createInput = record({
  meshName: resourceName,
  'spec?': meshSpec,
  'tags?': tagList,
  'clientToken?': text(),
});
const updateInput = record({ 'spec?': meshSpec, 'clientToken?': text() });

/** CreateMesh. */
export function createMesh(request: Request): unknown {
  const { world, region, account, body } = request;
  demandModel(createInput, body, '');
  const [name, token] = [String(body['meshName']), body['clientToken']];
  const spec = specIn(body);
  const tags = tagsFrom(body['tags']);
  const existing = world.part(appMeshPart).meshes[keyOf(region, account, name)];
  if (existing !== undefined) {
    if (typeof token !== 'string' || existing.clientToken !== token)
      throw refusal('app-mesh/name-taken', existing.metadata.arn);
    if (!isDeepStrictEqual(existing.spec, spec)) throw refusal('app-mesh/client-token', token);
    return answerOf(existing);
  }
  const mesh: Mesh = {
    names: { meshName: name },
    metadata: newMetadata(request, arnIn(region, 'appmesh', account, `mesh/${name}`), account),
    spec,
    tags,
    region,
    children: {},
    users: {},
    ...(typeof token === 'string' ? { clientToken: token } : {}),
  };
  addMesh(world, mesh);
  return answerOf(mesh);
}

/** ListMeshes: the account's own, and those that are shared with it. */
export function listMeshes({ world, region, account, query }: Request): unknown {
  const all = Object.values(world.part(appMeshPart).meshes).filter(
    (mesh) =>
      mesh.region === region &&
      (mesh.metadata.meshOwner === account || world.sharedWith(mesh.metadata.arn, account)),
  );
  const { items, ...more } = queriedPage(all, query, pageLimit, 100, keyOf('meshes', region, account));
  return { meshes: items.map(refOf), ...more };
}

/** DescribeMesh. */
export function describeMesh(request: MeshRequest): unknown {
  return answerOf(reachedMesh(request));
}

/** UpdateMesh: the API has no way to name another account's mesh. */
export function updateMesh(request: MeshRequest): unknown {
  demandModel(updateInput, request.body, '');
  const [mesh, spec] = [reachedMesh(own(request)), specIn(request.body)];
  return answerOf(isUpdatedAlready(request, mesh, spec) ? mesh : updated(request, mesh, spec));
}

/** DeleteMesh: the API has no way to name another account's mesh. */
export function deleteMesh(request: MeshRequest): unknown {
  const mesh = reachedMesh(own(request));
  const child = anyChildOf(mesh);
  if (child !== undefined)
    throw refusal('app-mesh/mesh-in-use', `${mesh.metadata.arn} has ${child.metadata.arn}`);
  removeMesh(request.world, mesh);
  request.world.gone(mesh.metadata.arn);
  return answerOf(mesh, 'DELETED');
}

function own(request: MeshRequest): MeshRequest {
  return { ...request, meshOwner: request.account };
}

function specIn(body: Readonly<Record<string, unknown>>): unknown {
  return knownPartOf(meshSpec, body['spec'] ?? {});
}
