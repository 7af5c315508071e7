import type { Call, Service } from '../call';
import { restAnswer } from '../json-protocol';
import { refusal } from '../rules';
import type { World } from '../world';
import { createChild, deleteChild, describeChild, listChildren, updateChild } from './child-operations';
import { createMesh, deleteMesh, describeMesh, listMeshes, updateMesh } from './mesh-operations';
import { subjectOf, type ChildRequest, type MeshRequest, type Request } from './request';
import { streamAggregatedResources } from './stream';
import { listTags, tagResource, untagResource } from './tags';

type Operations<Input> = Readonly<Record<string, (request: Input) => unknown>>;

// The operations of a path, by method. App Mesh creates by PUT on the collection.
const meshes: Operations<Request> = { PUT: createMesh, GET: listMeshes };
const mesh: Operations<MeshRequest> = { GET: describeMesh, PUT: updateMesh, DELETE: deleteMesh };
const collection: Operations<ChildRequest> = { PUT: createChild, GET: listChildren };
const child: Operations<ChildRequest> = { GET: describeChild, PUT: updateChild, DELETE: deleteChild };
const tags: Operations<Request> = {
  'GET tags': listTags,
  'PUT tag': tagResource,
  'PUT untag': untagResource,
};

/** AWS App Mesh, API of 2019-01-25, whole, and what its proxies ask its management service. */
export function appMesh(world: World): Service {
  return { name: 'appmesh', answer: (call) => restAnswer(call, () => answerTo(world, call)) };
}

function answerTo(world: World, call: Call): unknown {
  const subject = subjectOf(world, call);
  switch (subject.about) {
    case 'stream':
      return streamAggregatedResources(subject.request);
    case 'tags':
      return run(tags, `${call.method} ${subject.action}`, subject.request);
    case 'meshes':
      return run(meshes, call.method, subject.request);
    case 'mesh':
      return run(mesh, call.method, subject.request);
    case 'child':
      return run(subject.request.name === undefined ? collection : child, call.method, subject.request);
  }
}

function run<Input>(operations: Operations<Input>, name: string, request: Input): unknown {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw refusal('json/unknown-operation', name);
  return operation(request);
}
