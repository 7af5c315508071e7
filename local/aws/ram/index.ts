import type { Call, Service } from '../call';
import { restAnswer } from '../json-protocol';
import { refusal } from '../rules';
import { list, oneOf, record, text, whole, type Members } from '../shape';
import { tagList } from '../tag';
import type { Forward } from '../moto-proxy';
import type { World } from '../world';
import { absentResources } from './absent';
import {
  createPermission,
  createPermissionVersion,
  deletePermission,
  deletePermissionVersion,
  setDefaultVersion,
} from './customer-permissions';
import { acceptInvitation, getInvitations, pendingResources, rejectInvitation } from './invitations';
import { expire } from './leave';
import { getAssociations, getShares, listPrincipals, listResources, listResourceTypes } from './lists';
import { once } from './once';
import { enableOrganizationSharing } from './organization';
import {
  associatePermission,
  disassociatePermission,
  getPermission,
  listPermissionAssociations,
  listPermissions,
  listPermissionVersions,
  listSharePermissions,
} from './permissions';
import { getResourcePolicies } from './policies';
import { promotePermission, promoteShare } from './promotions';
import { listReplacements, replaceAssociations } from './replacements';
import { paging, requestOf, word, words, yesNo, type Request } from './request';
import { associate, createShare, deleteShare, disassociate, updateShare } from './share-operations';
import { listSources } from './sources';
import { tagResource, untagResource } from './tags';

interface Operation {
  /** The required and optional members of a request. */
  readonly input: Members;
  /** Whether AWS reads it from the query, as for every DELETE. @default from the body */
  readonly inQuery?: boolean;
  readonly run: (request: Request) => unknown;
}

const side = oneOf('SELF', 'OTHER-ACCOUNTS');
const scope = oneOf('ALL', 'REGIONAL', 'GLOBAL');
const statuses = oneOf(
  'ASSOCIATING',
  'ASSOCIATED',
  'FAILED',
  'DISASSOCIATING',
  'DISASSOCIATED',
  'SUSPENDED',
  'SUSPENDING',
  'RESTORING',
);
const share: Members = { resourceShareArn: word, 'clientToken?': word };
const contents: Members = { 'resourceArns?': words, 'principals?': words, 'sources?': words };
const invitation: Members = { resourceShareInvitationArn: word, 'clientToken?': word };
const tagged: Members = { 'resourceShareArn?': word, 'resourceArn?': word };
const permission: Members = { permissionArn: word, 'permissionVersion?': whole() };
const permissionName = text(1, 36, /^[\w.-]*$/);
const ownPermission: Members = { permissionArn: word, 'clientToken?': word };
const version: Members = { ...ownPermission, permissionVersion: whole() };

/** The operations, by method and path: RAM has a path of its own for each. */
const operations: Readonly<Record<string, Operation>> = {
  'POST /createresourceshare': {
    input: {
      ...contents,
      name: word,
      'tags?': tagList,
      'allowExternalPrincipals?': yesNo,
      'clientToken?': word,
      'permissionArns?': words,
    },
    run: createShare,
  },
  'POST /updateresourceshare': {
    input: { ...share, 'name?': word, 'allowExternalPrincipals?': yesNo },
    run: updateShare,
  },
  'DELETE /deleteresourceshare': { input: share, run: deleteShare },
  'POST /associateresourceshare': { input: { ...share, ...contents }, run: associate },
  'POST /disassociateresourceshare': { input: { ...share, ...contents }, run: disassociate },
  'POST /tagresource': { input: { ...tagged, tags: tagList }, run: tagResource },
  'POST /untagresource': { input: { ...tagged, tagKeys: words }, run: untagResource },
  'POST /getresourceshares': {
    input: {
      ...paging,
      resourceOwner: side,
      'resourceShareArns?': words,
      'resourceShareStatus?': oneOf('PENDING', 'ACTIVE', 'FAILED', 'DELETING', 'DELETED'),
      'name?': word,
      'tagFilters?': list(record({ 'tagKey?': word, 'tagValues?': words })),
      'permissionArn?': word,
      'permissionVersion?': whole(),
    },
    run: getShares,
  },
  'POST /getresourceshareassociations': {
    input: {
      ...paging,
      associationType: oneOf('PRINCIPAL', 'RESOURCE', 'SOURCE'),
      'resourceShareArns?': words,
      'resourceArn?': word,
      'principal?': word,
      'associationStatus?': statuses,
    },
    run: getAssociations,
  },
  'POST /listresources': {
    input: {
      ...paging,
      resourceOwner: side,
      'principal?': word,
      'resourceType?': word,
      'resourceArns?': words,
      'resourceShareArns?': words,
      'resourceRegionScope?': scope,
    },
    run: listResources,
  },
  'POST /listprincipals': {
    input: {
      ...paging,
      resourceOwner: side,
      'resourceArn?': word,
      'principals?': words,
      'resourceType?': word,
      'resourceShareArns?': words,
    },
    run: listPrincipals,
  },
  'POST /listresourcetypes': { input: { ...paging, 'resourceRegionScope?': scope }, run: listResourceTypes },
  'POST /getresourceshareinvitations': {
    input: { ...paging, 'resourceShareInvitationArns?': words, 'resourceShareArns?': words },
    run: getInvitations,
  },
  'POST /acceptresourceshareinvitation': { input: invitation, run: acceptInvitation },
  'POST /rejectresourceshareinvitation': { input: invitation, run: rejectInvitation },
  'POST /listpendinginvitationresources': {
    input: { ...paging, resourceShareInvitationArn: word, 'resourceRegionScope?': scope },
    run: pendingResources,
  },
  'POST /listresourcesharepermissions': {
    input: { ...paging, resourceShareArn: word },
    run: listSharePermissions,
  },
  'POST /listpermissions': {
    input: {
      ...paging,
      'resourceType?': word,
      'permissionType?': oneOf('ALL', 'AWS_MANAGED', 'CUSTOMER_MANAGED'),
      'permissionStatus?': oneOf('ATTACHABLE', 'UNATTACHABLE', 'DELETING', 'DELETED', 'DEPRECATED'),
    },
    run: listPermissions,
  },
  'POST /listpermissionversions': { input: { ...paging, permissionArn: word }, run: listPermissionVersions },
  'POST /listpermissionassociations': {
    input: {
      ...paging,
      'permissionArn?': word,
      'permissionVersion?': whole(),
      'associationStatus?': statuses,
      'resourceType?': word,
      'featureSet?': oneOf('CREATED_FROM_POLICY', 'PROMOTING_TO_STANDARD', 'STANDARD'),
      'defaultVersion?': yesNo,
      'resourceShareArn?': word,
    },
    run: listPermissionAssociations,
  },
  'POST /getpermission': { input: permission, run: getPermission },
  'POST /associateresourcesharepermission': {
    input: { ...share, ...permission, 'replace?': yesNo },
    run: associatePermission,
  },
  'POST /disassociateresourcesharepermission': {
    input: { ...share, ...permission },
    run: disassociatePermission,
  },
  'POST /createpermission': {
    input: {
      name: permissionName,
      resourceType: word,
      policyTemplate: word,
      'clientToken?': word,
      'tags?': tagList,
    },
    run: once(createPermission),
  },
  'POST /createpermissionversion': {
    input: { ...ownPermission, policyTemplate: word },
    run: once(createPermissionVersion),
  },
  'POST /setdefaultpermissionversion': { input: version, run: once(setDefaultVersion) },
  'DELETE /deletepermission': { input: ownPermission, run: once(deletePermission) },
  'DELETE /deletepermissionversion': { input: version, run: once(deletePermissionVersion) },
  'POST /replacepermissionassociations': {
    input: {
      fromPermissionArn: word,
      'fromPermissionVersion?': whole(),
      toPermissionArn: word,
      'clientToken?': word,
    },
    run: once(replaceAssociations),
  },
  'POST /listreplacepermissionassociationswork': {
    input: { ...paging, 'workIds?': words, 'status?': oneOf('IN_PROGRESS', 'COMPLETED', 'FAILED') },
    run: listReplacements,
  },
  'POST /promotepermissioncreatedfrompolicy': {
    input: { ...ownPermission, name: permissionName },
    run: promotePermission,
  },
  'POST /promoteresourcesharecreatedfrompolicy': {
    input: { resourceShareArn: word },
    inQuery: true,
    run: promoteShare,
  },
  'POST /getresourcepolicies': {
    input: { ...paging, resourceArns: words, 'principal?': word },
    run: getResourcePolicies,
  },
  'POST /listsourceassociations': {
    input: {
      ...paging,
      'resourceShareArns?': words,
      'sourceId?': word,
      'sourceType?': word,
      'associationStatus?': statuses,
    },
    run: listSources,
  },
  'POST /enablesharingwithawsorganization': { input: {}, run: enableOrganizationSharing },
};

/**
 * AWS Resource Access Manager, API of 2018-01-04.
 * @param forward answers which resources of other services exist
 * @default resources of other services are assumed to exist
 */
export function resourceAccessManager(world: World, forward?: Forward): Service {
  return {
    name: 'ram',
    async answer(call) {
      const absent = forward === undefined ? new Set<string>() : await absentResources(call, forward);
      return restAnswer(call, () => answerTo(world, call, absent));
    },
  };
}

function answerTo(world: World, call: Call, absent: ReadonlySet<string>): unknown {
  const name = `${call.method} ${call.path}`;
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw refusal('json/unknown-operation', name);
  const inQuery = call.method === 'DELETE' || operation.inQuery === true;
  const request = requestOf(world, call, operation.input, inQuery, absent);
  expire(world);
  return operation.run(request);
}
