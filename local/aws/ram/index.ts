import type { Call, Service } from '../call';
import { jsonAnswer } from '../json-protocol';
import { refusal } from '../rules';
import { list, oneOf, record, whole, type Members } from '../shape';
import type { World } from '../world';
import { acceptInvitation, getInvitations, pendingResources, rejectInvitation } from './invitations';
import { expire } from './leave';
import { getAssociations, getShares, listPrincipals, listResources, listResourceTypes } from './lists';
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
import { paging, requestOf, tags, word, words, yesNo, type Request } from './request';
import {
  associate,
  createShare,
  deleteShare,
  disassociate,
  tagShare,
  untagShare,
  updateShare,
} from './share-operations';

interface Operation {
  /** What a request must and may have. */
  readonly input: Members;
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
const contents: Members = { 'resourceArns?': words, 'principals?': words };
const invitation: Members = { resourceShareInvitationArn: word, 'clientToken?': word };
const taggedShare: Members = { 'resourceShareArn?': word, 'resourceArn?': word };
const permission: Members = { permissionArn: word, 'permissionVersion?': whole() };

/** The operations, by method and path: RAM has a path of its own for each. */
const operations: Readonly<Record<string, Operation>> = {
  'POST /createresourceshare': {
    input: {
      ...contents,
      name: word,
      'tags?': tags,
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
  'POST /tagresource': { input: { ...taggedShare, tags }, run: tagShare },
  'POST /untagresource': { input: { ...taggedShare, tagKeys: words }, run: untagShare },
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
      associationType: oneOf('PRINCIPAL', 'RESOURCE'),
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
    input: { ...paging, 'permissionArn?': word, 'resourceType?': word, 'resourceShareArn?': word },
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
  'POST /enablesharingwithawsorganization': { input: {}, run: enableOrganizationSharing },
};

/** What RAM has and the local AWS hasn't. */
const notSimulated = new Set([
  '/createpermission',
  '/createpermissionversion',
  '/deletepermission',
  '/deletepermissionversion',
  '/getresourcepolicies',
  '/listreplacepermissionassociationswork',
  '/listsourceassociations',
  '/promotepermissioncreatedfrompolicy',
  '/promoteresourcesharecreatedfrompolicy',
  '/replacepermissionassociations',
  '/setdefaultpermissionversion',
  '/updatepermission',
]);

/** AWS Resource Access Manager, API of 2018-01-04. */
export function resourceAccessManager(world: World): Service {
  return { name: 'ram', answer: (call) => jsonAnswer(call, () => answerTo(world, call)) };
}

function answerTo(world: World, call: Call): unknown {
  if (notSimulated.has(call.path)) throw refusal('ram/not-simulated', call.path);
  const name = `${call.method} ${call.path}`;
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) throw refusal('json/unknown-operation', name);
  const request = requestOf(world, call, operation.input);
  expire(world);
  return operation.run(request);
}
