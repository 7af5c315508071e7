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
    sentence: 'a request has the members, types and values that its operation allows',
    source: 'RAM API model of 2018-01-04',
  },
  'ram/malformed-arn': {
    ...error('MalformedArnException'),
    sentence: 'an ARN has the form of an ARN',
    source: reference('MalformedArnException'),
  },
  'ram/next-token': {
    ...error('InvalidNextTokenException'),
    sentence: 'a token for the next page comes from the previous page',
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
    sentence: 'a deleted share is not changed',
    source: 'assumed',
  },
  'ram/client-token': {
    ...error('IdempotentParameterMismatchException'),
    sentence: 'a client token is only used again for the same request',
    source: reference('IdempotentParameterMismatchException'),
  },
  'ram/too-many-tags': {
    ...error('TagLimitExceededException'),
    sentence: 'a share or a permission has at most 50 tags',
    source: reference('TagLimitExceededException'),
  },
  'ram/tag-target': {
    ...error('InvalidParameterException'),
    sentence: 'a request for tags names one share or one permission',
    source: page('API_TagResource'),
  },

  // Resources.
  'ram/own-resources': {
    ...error('OperationNotPermittedException'),
    sentence:
      'only resources that the account owns are shared; resources that are shared with it cannot be shared again',
    source: `${guide}, "Sharing your AWS resources"`,
  },
  'ram/resource-exists': {
    ...error('UnknownResourceException'),
    sentence: 'a resource to be shared exists',
    source: reference('UnknownResourceException'),
  },
  'ram/shareable': {
    ...error('InvalidParameterException'),
    sentence: 'a resource to be shared has a type that can be shared',
    source: `${guide}, "Shareable AWS resources"`,
  },
  'ram/resource-type': {
    ...error('InvalidResourceTypeException'),
    sentence: 'a resource type in a list request can be shared',
    source: reference('InvalidResourceTypeException'),
  },

  // Principals.
  'ram/principal': {
    ...error('InvalidParameterException'),
    sentence:
      'a principal is an account, a role or user, an organizational unit or an organization (AWS also accepts services)',
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
    sentence: 'an account that does not own a share can remove only itself from it',
    source: `${guide}, "Leaving a resource share"`,
  },
  'ram/leave-organization': {
    ...error('OperationNotPermittedException'),
    sentence: 'an account that has a share through its organization cannot leave it',
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
      'an invitation is answered within 7 days, and before it is withdrawn (that a withdrawn one counts as expired is assumed)',
    source: `${guide}, "Accepting and rejecting resource share invitations"`,
  },

  // Permissions.
  'ram/unknown-permission': {
    ...error('UnknownResourceException'),
    sentence:
      'a permission that a request names is managed by AWS, or was created by the account in the region',
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
    sentence: 'a share has one permission for each type of resource; a different one has to replace it',
    source: reference('AssociateResourceSharePermission'),
  },
  'ram/permission-in-use': {
    ...error('InvalidStateTransitionException'),
    sentence: 'a permission is removed from a share after the resources of its type',
    source: reference('DisassociateResourceSharePermission'),
  },
  'ram/same-type': {
    ...error('InvalidParameterException'),
    sentence: 'a permission is replaced by one for the same type of resources',
    source: 'assumed',
  },
  'ram/promote-permission': {
    ...error('OperationNotPermittedException'),
    sentence: 'only a permission that RAM created from a policy is promoted; the local AWS has none',
    source: `${page('API_PromotePermissionCreatedFromPolicy')}; the error is assumed`,
  },
  'ram/promote-share': {
    ...error('InvalidStateTransitionException'),
    sentence: 'only a share that RAM created from a policy is promoted; the local AWS has none',
    source: `${page('API_PromoteResourceShareCreatedFromPolicy')}; the error is assumed`,
  },
  'ram/shared-resource': {
    ...error('ResourceArnNotFoundException'),
    sentence: 'policies are only listed for resources that the account owns and shares',
    source: `${page('API_GetResourcePolicies')}; the error is assumed`,
  },

  // Permissions that customers create.
  'ram/own-permission': {
    ...error('UnknownResourceException'),
    sentence:
      'a permission is changed, tagged and deleted only by the account that created it, in its region',
    source: `${page('API_CreatePermissionVersion')}; the error is assumed`,
  },
  'ram/permission-name': {
    status: 409,
    code: 'PermissionAlreadyExistsException',
    sentence: 'the name of a permission is unique in its account and region',
    source: page('API_CreatePermission'),
  },
  'ram/permission-type': {
    ...error('InvalidParameterException'),
    sentence: 'a permission is for a type of resources that can be shared, written as in ListResourceTypes',
    source: `${page('API_CreatePermission')}; that AWS does not allow customers' permissions for some types is not simulated`,
  },
  'ram/most-versions': {
    ...error('PermissionVersionsLimitExceededException'),
    sentence: 'a permission has at most 5 versions',
    source: page('API_CreatePermissionVersion'),
  },
  'ram/default-stays': {
    ...error('OperationNotPermittedException'),
    sentence: 'the default version of a permission is not deleted; set another default version first',
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

  // Policy templates.
  'ram/policy-template': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'a policy template is one statement as a JSON object: Effect, Action and optionally Condition',
    source: page('API_CreatePermission'),
  },
  'ram/template-size': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'a policy template has at most 10240 characters',
    source: 'assumed',
  },
  'ram/template-elements': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'a policy template has no resource and no principal: RAM adds them',
    source: page('API_CreatePermission'),
  },
  'ram/template-effect': {
    ...error('MalformedPolicyTemplateException'),
    sentence: 'the effect of a policy template is Allow',
    source: page('API_CreatePermission'),
  },
  'ram/template-actions': {
    ...error('InvalidPolicyException'),
    sentence: 'a policy template allows only actions that its type of resources supports',
    source: `${page('API_CreatePermission')}; the error is assumed`,
  },
  'ram/template-operators': {
    ...error('InvalidPolicyException'),
    sentence: 'the conditions of a policy template do not use negated operators',
    source: `${considerations}; the error is assumed`,
  },
  'ram/template-conditions': {
    ...error('InvalidPolicyException'),
    sentence: 'a policy template has no conditions on principals, sources or system tags',
    source: `${considerations}; the error is assumed`,
  },
} as const satisfies Readonly<Record<`ram/${string}`, AwsRule>>;
