import type { Rule } from '../rule';

const guide = 'AWS RAM user guide';
const reference = (shape: string): string => `AWS RAM API reference, ${shape}`;

const error = (code: string): { readonly status: number; readonly code: string } => ({ status: 400, code });

/** What Resource Access Manager refuses. */
export const ramRules = {
  'ram/parameter': {
    ...error('InvalidParameterException'),
    sentence: 'a request has the members, types and values of its operation',
    source: 'RAM API model of 2018-01-04',
  },
  'ram/malformed-arn': {
    ...error('MalformedArnException'),
    sentence: 'what should be an ARN has the form of one',
    source: reference('MalformedArnException'),
  },
  'ram/next-token': {
    ...error('InvalidNextTokenException'),
    sentence: 'a token for the next page comes from the page before',
    source: reference('InvalidNextTokenException'),
  },
  'ram/not-simulated': {
    status: 501,
    code: 'NotImplementedException',
    sentence:
      'the local AWS makes no permissions of customers, no shares from policies and no source restrictions',
    source: 'a limit of the local AWS',
  },

  // Shares.
  'ram/unknown-share': {
    ...error('UnknownResourceException'),
    sentence: 'a share that a request names exists in the region and is visible to the account',
    source: reference('UnknownResourceException'),
  },
  'ram/owner-only': {
    ...error('OperationNotPermittedException'),
    sentence: 'a share is changed, tagged and deleted only by the account that owns it',
    source: `${guide}, "Working with shared AWS resources"`,
  },
  'ram/share-deleted': {
    ...error('UnknownResourceException'),
    sentence: 'a deleted share is no longer changed',
    source: 'assumed',
  },
  'ram/client-token': {
    ...error('IdempotentParameterMismatchException'),
    sentence: 'a client token that was used before comes with the same request',
    source: reference('IdempotentParameterMismatchException'),
  },
  'ram/too-many-tags': {
    ...error('TagLimitExceededException'),
    sentence: 'a share has at most 50 tags',
    source: reference('TagLimitExceededException'),
  },

  // Resources.
  'ram/own-resources': {
    ...error('OperationNotPermittedException'),
    sentence: 'only resources that the account owns are shared; what is shared with it is not shared on',
    source: `${guide}, "Sharing your AWS resources"`,
  },
  'ram/resource-exists': {
    ...error('UnknownResourceException'),
    sentence: 'a resource to be shared exists',
    source: reference('UnknownResourceException'),
  },
  'ram/shareable': {
    ...error('InvalidParameterException'),
    sentence: 'a resource to be shared is of a type that can be',
    source: `${guide}, "Shareable AWS resources"`,
  },
  'ram/resource-type': {
    ...error('InvalidResourceTypeException'),
    sentence: 'a type of resources to be listed is one that can be shared',
    source: reference('InvalidResourceTypeException'),
  },

  // Principals.
  'ram/principal': {
    ...error('InvalidParameterException'),
    sentence:
      'a principal is an account, an organizational unit or an organization (AWS also takes roles, users and services)',
    source: `${reference('CreateResourceShare')}; single identities are not simulated`,
  },
  'ram/external': {
    ...error('OperationNotPermittedException'),
    sentence:
      'a share that allows no external principals goes only to accounts of an organization in which sharing is enabled',
    source: reference('CreateResourceShare, allowExternalPrincipals'),
  },
  'ram/organization-sharing': {
    ...error('OperationNotPermittedException'),
    sentence: 'a share goes to an organization or unit only within it, once sharing is enabled there',
    source: `${guide}, "Enable resource sharing within AWS Organizations"`,
  },
  'ram/management-account': {
    ...error('OperationNotPermittedException'),
    sentence: "sharing within an organization is enabled by the organization's management account",
    source: reference('EnableSharingWithAwsOrganization'),
  },
  'ram/leave-alone': {
    ...error('OperationNotPermittedException'),
    sentence: 'an account that does not own a share can take out of it only itself',
    source: `${guide}, "Leaving a resource share"`,
  },
  'ram/leave-organization': {
    ...error('OperationNotPermittedException'),
    sentence: 'an account that has a share through its organization can not leave it',
    source: `${guide}, "Leaving a resource share"`,
  },
  'ram/filter': {
    ...error('InvalidParameterException'),
    sentence:
      'associations of principals are not filtered by a resource, nor those of resources by a principal',
    source: reference('GetResourceShareAssociations'),
  },

  // Invitations.
  'ram/unknown-invitation': {
    ...error('ResourceShareInvitationArnNotFoundException'),
    sentence: 'an invitation that a request names was sent to the account',
    source: reference('ResourceShareInvitationArnNotFoundException'),
  },
  'ram/already-accepted': {
    ...error('ResourceShareInvitationAlreadyAcceptedException'),
    sentence: 'an invitation is answered once, and this one was accepted',
    source: reference('ResourceShareInvitationAlreadyAcceptedException'),
  },
  'ram/already-rejected': {
    ...error('ResourceShareInvitationAlreadyRejectedException'),
    sentence: 'an invitation is answered once, and this one was rejected',
    source: reference('ResourceShareInvitationAlreadyRejectedException'),
  },
  'ram/expired': {
    ...error('ResourceShareInvitationExpiredException'),
    sentence:
      'an invitation is answered within 7 days, and while its share still invites (that a withdrawn one counts as expired is assumed)',
    source: `${guide}, "Accepting and rejecting resource share invitations"`,
  },

  // Permissions.
  'ram/unknown-permission': {
    ...error('UnknownResourceException'),
    sentence: 'a permission that a request names is one that AWS manages',
    source: `${guide}, "Managing permissions in AWS RAM"`,
  },
  'ram/one-permission': {
    ...error('InvalidParameterException'),
    sentence: 'a share has one permission for each type of resource; another one must replace it',
    source: reference('AssociateResourceSharePermission'),
  },
  'ram/permission-in-use': {
    ...error('InvalidStateTransitionException'),
    sentence: 'a permission leaves a share after the resources of its type',
    source: reference('DisassociateResourceSharePermission'),
  },
} as const satisfies Readonly<Record<`ram/${string}`, Rule>>;
