import type { RuleId } from '../../../local/aws/rules';
import { accounts, type Case } from './stage';
import type { Refused } from './refusals';

const key = (name: string): string => `conformance-${name}`;
const organization = 'arn:aws:organizations::111111111111:organization/o-meshspan00';
export const unit = 'arn:aws:organizations::111111111111:ou/o-meshspan00/ou-0000-00000001';
const meshPermission = 'arn:aws:ram::aws:permission/AWSRAMDefaultPermissionAppMesh';

const share = (name: string, args: object = {}): Case => ({
  type: 'aws_ram_resource_share',
  key: name,
  args: { name: key(name), allow_external_principals: true, ...args },
});
const holds = (name: string, of: string, resource_arn: string): Case => ({
  type: 'aws_ram_resource_association',
  key: name,
  args: { resource_arn, resource_share_arn: arnOf(of) },
});
const isFor = (name: string, of: string, principal: string, after: readonly string[] = []): Case => ({
  type: 'aws_ram_principal_association',
  key: name,
  args: { principal, resource_share_arn: arnOf(of), depends_on: after },
});
const arnOf = (name: string): string => `\${aws_ram_resource_share.${name}.arn}`;
const mesh = (name: string): Case => ({ type: 'aws_appmesh_mesh', key: name, args: { name: key(name) } });
const meshArn = (name: string): string => `\${aws_appmesh_mesh.${name}.arn}`;

const sharing: Case = {
  type: 'aws_ram_sharing_with_organization',
  key: 'it',
  args: {},
};

export const shareCases: readonly Case[] = [
  mesh('first'),
  mesh('second'),
  sharing,
  { ...share('renamed'), changed: { name: key('another') } },
  { ...share('closed', { allow_external_principals: false }), changed: { allow_external_principals: true } },
  { ...share('opened'), changed: { allow_external_principals: false } },
  { ...share('tagged', { tags: { team: 'mesh', tier: 'web' } }), changed: { tags: { team: 'edge' } } },
  { ...share('untagged', { tags: { team: 'mesh' } }), changed: { tags: {} } },
  {
    ...share('permitted', { permission_arns: [meshPermission] }),
    changed: { name: key('permitted-too') },
  },
  share('outside'),
  share('inside', { allow_external_principals: false }),
  // What is shared.
  {
    ...holds('one_of_two', 'outside', meshArn('first')),
    changed: { resource_arn: meshArn('second') },
    plans: 'replace',
  },
  holds('two_of_two', 'inside', meshArn('first')),
  holds('three', 'inside', meshArn('second')),
  // With whom: an account outside, one of the organization, a unit of it, all of it.
  isFor('stranger', 'outside', accounts.stranger, ['aws_ram_resource_association.one_of_two']),
  {
    ...isFor('moved', 'outside', accounts.invited),
    changed: { principal: '555555555555' },
    plans: 'replace',
  },
  isFor('member', 'inside', accounts.member),
  isFor('unit', 'inside', unit, ['aws_ram_sharing_with_organization.it']),
  isFor('organization', 'inside', organization, ['aws_ram_sharing_with_organization.it']),
  // The one who was invited accepts; members need not.
  {
    type: 'aws_ram_resource_share_accepter',
    key: 'stranger',
    as: 'stranger',
    args: { share_arn: '${aws_ram_principal_association.stranger.resource_share_arn}' },
  },
];

/** A share that the first apply created, from its outputs. */
export interface Made {
  readonly inside: string;
  readonly firstMesh: string;
}

/** What RAM refuses, once the cases above are there. */
export const shareRefusals = ({ inside, firstMesh }: Made): readonly Refused[] => {
  const into = (rule: RuleId, name: string, resource_arn: string): Refused => ({
    rule,
    type: 'aws_ram_resource_association',
    key: name,
    args: { resource_arn, resource_share_arn: inside },
  });
  const to = (rule: RuleId, name: string, principal: string, share_arn = inside): Refused => ({
    rule,
    type: 'aws_ram_principal_association',
    key: name,
    args: { principal, resource_share_arn: share_arn },
  });
  const nowhere = inside.replace(/[^/]+$/, '00000000-0000-0000-0000-000000000000');
  return [
    to('ram/external', 'outsider', '999999999999'),
    to('ram/organization-sharing', 'other_organization', organization.replace('meshspan00', 'another000')),
    to('ram/unknown-share', 'no_share', accounts.stranger, nowhere),
    into('ram/resource-exists', 'no_mesh', firstMesh.replace('first', 'none')),
    into('ram/own-resources', 'foreign_mesh', firstMesh.replace(accounts.owner, accounts.member)),
    into('ram/shareable', 'role', `arn:aws:iam::${accounts.owner}:role/deploy`),
    {
      rule: 'ram/unknown-permission',
      type: 'aws_ram_resource_share',
      key: 'no_permission',
      args: {
        name: key('no-permission'),
        permission_arns: [`arn:aws:ram:us-west-2:${accounts.owner}:permission/mine`],
      },
    },
    {
      rule: 'ram/owner-only',
      type: 'aws_ram_principal_association',
      key: 'not_mine',
      as: 'member',
      args: { principal: accounts.stranger, resource_share_arn: inside },
    },
    {
      rule: 'ram/management-account',
      type: 'aws_ram_sharing_with_organization',
      key: 'by_member',
      as: 'member',
      args: {},
    },
  ];
};
