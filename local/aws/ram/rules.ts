import type { AwsRule } from '../rule';

const guide = 'AWS RAM user guide';
const reference = (shape: string): string => `AWS RAM API reference, ${shape}`;

const page = (name: string): string => `https://docs.aws.amazon.com/ram/latest/APIReference/${name}.html`;
const considerations =
  'https://docs.aws.amazon.com/ram/latest/userguide/managed-permission-considerations.html';

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
    sentence: 'a share or a permission has at most 50 tags',
    source: reference('TagLimitExceededException'),
  },
  'ram/tag-target': {
    ...error('InvalidParameterException'),
    sentence: 'tags are of one thing: a share or a permission',
    source: page('API_TagResource'),
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
      'a principal is an account, a role or user, an organizational unit or an organization (AWS also takes services)',
    source: `${reference('CreateResourceShare')}; services are not simulated`,
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
      'associations of principals are not filtered by a resource, nor those of resources by a principal, nor those of sources by either',
    source: reference('GetResourceShareAssociations'),
  },
  'ram/source': {
    ...error('InvalidParameterException'),
    sentence:
      'a source, from which services may use a share, is an account, an ARN, an organization or a path in one',
    source: page('API_AssociateResourceShare'),
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
    sentence:
      'a permission that a request names is one that AWS manages, or that the account made in the region',
    source: `${guide}, "Managing permissions in AWS RAM"`,
  },
  'ram/unknown-version': {
    ...error('UnknownResourceException'),
    sentence: 'a version of a permission that a request names exists (of those that AWS manages, the newest)',
    source: 'assumed',
  },
  'ram/default-version': {
    ...error('InvalidParameterException'),
    sentence: 'a share gets the default version of a permission',
    source: page('API_AssociateResourceSharePermission'),
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
  'ram/same-type': {
    ...error('InvalidParameterException'),
    sentence: 'a permission is replaced by one for the same type of resources',
    source: 'assumed',
  },
  'ram/promote-permission': {
    ...error('OperationNotPermittedException'),
    sentence: 'only a permission that RAM made of a policy is promoted; the local AWS has none',
    source: `${page('API_PromotePermissionCreatedFromPolicy')}; the error is assumed`,
  },
  'ram/promote-share': {
    ...error('InvalidStateTransitionException'),
    sentence: 'only a share that RAM made of a policy is promoted; the local AWS has none',
    source: `${page('API_PromoteResourceShareCreatedFromPolicy')}; the error is assumed`,
  },
  'ram/shared-resource': {
    ...error('ResourceArnNotFoundException'),
    sentence: 'policies are shown of resources that the account owns and shares',
    source: `${page('API_GetResourcePolicies')}; the error is assumed`,
  },

  // Permissions that customers make.
  'ram/own-permission': {
    ...error('UnknownResourceException'),
    sentence: 'a permission is changed, tagged and deleted only by the account that made it, in its region',
    source: `${page('API_CreatePermissionVersion')}; the error is assumed`,
  },
  'ram/permission-name': {
    status: 409,
    code: 'PermissionAlreadyExistsException',
    sentence: 'an account has one permission of a name in a region',
    source: page('API_CreatePermission'),
  },
  'ram/permission-type': {
    ...error('InvalidParameterException'),
    sentence: 'a permission is for a type of resources that can be shared, written as ListResourceTypes does',
    source: `${page('API_CreatePermission')}; for which types AWS lets customers make none is not simulated`,
  },
  'ram/most-versions': {
    ...error('PermissionVersionsLimitExceededException'),
    sentence: 'a permission has at most 5 versions',
    source: page('API_CreatePermissionVersion'),
  },
  'ram/default-stays': {
    ...error('OperationNotPermittedException'),
    sentence: 'the default version of a permission is not deleted; another one becomes the default first',
    source: page('API_DeletePermissionVersion'),
  },
  'ram/version-attached': {
    ...error('OperationNotPermittedException'),
    sentence: 'a version of a permission is deleted when no share has it',
    source: page('API_DeletePermissionVersion'),
  },
  'ram/permission-attached': {
    ...error('OperationNotPermittedException'),
    sentence: 'a permission is deleted when no share has any version of it',
    source: page('API_DeletePermission'),
  },

  // What they allow.
  'ram/policy-template': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'a policy template is one statement as a JSON object: Effect, Action and maybe Condition',
    source: page('API_CreatePermission'),
  },
  'ram/template-size': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'a policy template has at most 10240 characters',
    source: 'assumed',
  },
  'ram/template-elements': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'a policy template names no resource and no principal: RAM fills them in',
    source: page('API_CreatePermission'),
  },
  'ram/template-effect': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'a policy template allows',
    source: page('API_CreatePermission'),
  },
  'ram/template-actions': {
    ...error('InvalidPolicyException'),
    sentence: 'a policy template allows only actions that its type of resources supports',
    source: `${page('API_CreatePermission')}; the error is assumed`,
  },
  'ram/template-operators': {
    ...error('InvalidPolicyException'),
    sentence: 'the conditions of a policy template do not negate',
    source: `${considerations}; the error is assumed`,
  },
  'ram/template-conditions': {
    ...error('InvalidPolicyException'),
    sentence:
      'a policy template has no conditions on whose principals or sources they are, nor on system tags',
    source: `${considerations}; the error is assumed`,
  },
} as const satisfies Readonly<Record<`ram/${string}`, AwsRule>>;
