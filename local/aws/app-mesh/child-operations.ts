import { isDeepStrictEqual } from 'node:util';
import { arnIn } from '../arn';
import { noteCertificates } from '../certificate-uses';
import { refusal } from '../rules';
import { knownPartOf, record, text } from '../shape';
import { tagList } from '../tag';
import {
  certificatesIn,
  demandMayDelete,
  demandOwn,
  demandOwnCertificates,
  demandOwnNamespace,
  meshForKind,
  parentOf,
  reachedChild,
} from './access';
import { answerOf, isUpdatedAlready, newMetadata, refOf, updated } from './answers';
import { kinds } from './kinds';
import { pageLimit } from './model';
import { addUses, demandReferences, demandUnused, forgetUsers, removeUses } from './references';
import type { ChildRequest } from './request';
import { demandRoutePorts } from './route-ports';
import { demandSpec } from './spec-rules';
import { addChild, childOf, childrenOf, keyOf, removeChild, type Child, type Mesh } from './state';
import { tagsFrom } from './tags';
import { demandModel, queriedPage } from './validate';

/** CreateVirtualNode and the same operation of other kinds. */
export function createChild(request: ChildRequest): unknown {
  const { kind, parent, body, account } = request;
  const row = kinds[kind];
  const member = `${row.singular}Name`;
  const input = { [member]: row.name, spec: row.spec, 'tags?': tagList, 'clientToken?': text() };
  demandModel(record(input), body, '');
  const name = String(body[member]);
  const mesh = meshForKind(request);
  const owner = parentOf(mesh, request);
  if (owner !== undefined && owner.metadata.resourceOwner !== account)
    throw refusal('app-mesh/route-in-own-router', owner.metadata.arn);
  const spec = demandedSpec(mesh, request);
  const tags = tagsFrom(body['tags']);
  const existing = childOf(mesh, kind, parent, name);
  if (existing !== undefined) return createdBefore(existing, body['clientToken'], spec);
  const child: Child = {
    names: { ...mesh.names, ...parentNames(request), [member]: name },
    metadata: newMetadata(request, arnFor(request, name), request.meshOwner),
    spec,
    tags,
    kind,
    parent,
    name,
    ...(typeof body['clientToken'] === 'string' ? { clientToken: body['clientToken'] } : {}),
  };
  addChild(request.world, mesh, child);
  addUses(mesh, child);
  noteCertificates(request.world, child.metadata.arn, [], certificatesIn(spec));
  return answerOf(child);
}

/** DescribeVirtualNode and the same operation of other kinds. */
export function describeChild(request: ChildRequest): unknown {
  return answerOf(reachedChild(request).child);
}

/** UpdateVirtualNode and the same operation of other kinds. */
export function updateChild(request: ChildRequest): unknown {
  demandModel(record({ spec: kinds[request.kind].spec, 'clientToken?': text() }), request.body, '');
  const { mesh, child } = reachedChild(request);
  demandOwn(request.account, child);
  const spec = demandedSpec(mesh, request);
  if (isUpdatedAlready(request, child, spec)) return answerOf(child);
  removeUses(mesh, child);
  const before = certificatesIn(child.spec);
  const changed = updated(request, child, spec);
  addUses(mesh, changed);
  noteCertificates(request.world, child.metadata.arn, before, certificatesIn(spec));
  return answerOf(changed);
}

/** DeleteVirtualNode and the same operation of other kinds. */
export function deleteChild(request: ChildRequest): unknown {
  const { mesh, child } = reachedChild(request);
  demandMayDelete(request.account, child);
  demandUnused(mesh, child);
  removeUses(mesh, child);
  forgetUsers(mesh, child);
  removeChild(request.world, mesh, child);
  noteCertificates(request.world, child.metadata.arn, certificatesIn(child.spec), []);
  return answerOf(child, 'DELETED');
}

/** ListVirtualNodes and the same operation of other kinds. */
export function listChildren(request: ChildRequest): unknown {
  const { kind, parent, query } = request;
  const mesh = meshForKind(request);
  parentOf(mesh, request);
  const all = childrenOf(mesh, kind, parent);
  const { items, ...more } = queriedPage(
    Object.keys(all),
    query,
    pageLimit,
    100,
    keyOf(kind, parent, mesh.metadata.arn, request.account),
  );
  return { [kind]: items.flatMap((key) => (all[key] === undefined ? [] : [refOf(all[key])])), ...more };
}

/** The valid spec of a request. */
function demandedSpec(mesh: Mesh, request: ChildRequest): unknown {
  const { kind, body } = request;
  const spec = knownPartOf(kinds[kind].spec, body['spec']);
  demandSpec(kind, spec);
  demandOwnCertificates(request, spec);
  demandOwnNamespace(request, spec);
  demandReferences(mesh, kind, spec);
  demandRoutePorts(mesh, request, spec);
  return spec;
}

/** SDKs repeat a request whose response was lost, with the same token. */
function createdBefore(existing: Child, token: unknown, spec: unknown): unknown {
  if (typeof token !== 'string' || existing.clientToken !== token)
    throw refusal('app-mesh/name-taken', existing.metadata.arn);
  if (!isDeepStrictEqual(existing.spec, spec)) throw refusal('app-mesh/client-token', token);
  return answerOf(existing);
}

function arnFor(request: ChildRequest, name: string): string {
  const { region, account, mesh, meshOwner, kind, parent } = request;
  const foreign = meshOwner === account ? '' : `@${meshOwner}`;
  const parentKind = kinds[kind].parent;
  const under = parentKind === undefined ? '' : `${kinds[parentKind].singular}/${parent}/`;
  return arnIn(region, 'appmesh', account, `mesh/${mesh}${foreign}/${under}${kinds[kind].singular}/${name}`);
}

function parentNames({ kind, parent }: ChildRequest): Record<string, string> {
  const parentKind = kinds[kind].parent;
  return parentKind === undefined ? {} : { [`${kinds[parentKind].singular}Name`]: parent };
}
