import type { AwsRule } from '../rule';

const route53 = 'https://docs.aws.amazon.com/Route53/latest/APIReference';
const cloudMap = 'https://docs.aws.amazon.com/cloud-map/latest/api';

/** What AWS refuses but moto accepts, in the services that moto provides. */
export const correctionRules = {
  'ec2/transit-gateway-in-use': {
    status: 400,
    code: 'IncorrectState',
    sentence: 'a transit gateway is deleted only when nothing is attached to it',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTransitGateway.html',
  },
  'autoscaling/target-found': {
    status: 400,
    code: 'ResourceNotFoundException',
    sentence: 'a resource whose tags are read or changed is a scalable target that exists',
    source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ListTagsForResource.html',
  },
  'elbv2/certificate-found': {
    status: 400,
    code: 'CertificateNotFound',
    sentence: 'a listener presents a certificate that was issued, in its account and region',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  },
  'route53/not-authorized': {
    status: 401,
    code: 'NotAuthorizedException',
    sentence:
      "a VPC joins another account's zone only after that account authorized it, and only by a request of its own account",
    source: `${route53}/API_AssociateVPCWithHostedZone.html`,
  },
  'route53/no-zone': {
    status: 404,
    code: 'NoSuchHostedZone',
    sentence: "a zone exists; another account's zone can only be joined and left",
    source: `${route53}/API_CreateVPCAssociationAuthorization.html`,
  },
  'route53/no-authorization': {
    status: 404,
    code: 'VPCAssociationAuthorizationNotFound',
    sentence: 'only an authorization that exists can be removed',
    source: `${route53}/API_DeleteVPCAssociationAuthorization.html`,
  },
  'route53/vpc': {
    status: 400,
    code: 'InvalidVPCId',
    sentence: 'a private zone is created for a VPC of its account, in the region that the request names',
    source: `${route53}/API_CreateHostedZone.html`,
  },
  'route53/caller-reference': {
    status: 409,
    code: 'HostedZoneAlreadyExists',
    sentence: 'one CallerReference creates one zone',
    source: `${route53}/API_CreateHostedZone.html`,
  },
  'route53/conflicting-domain': {
    status: 400,
    code: 'ConflictingDomainExists',
    sentence: 'a VPC is associated with only one zone of a name',
    source: `${route53}/API_AssociateVPCWithHostedZone.html`,
  },
  'route53/managed-by-cloud-map': {
    status: 403,
    code: 'AccessDenied',
    sentence: "a Cloud Map namespace's zone is changed and deleted only through Cloud Map",
    source: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
  },
  'cloud-map/input': {
    status: 400,
    code: 'InvalidInput',
    sentence: 'the members of a request have the form and the values that the API allows',
    source: `${cloudMap}/API_ListServices.html`,
  },
  'cloud-map/namespace-exists': {
    status: 400,
    code: 'NamespaceNotFound',
    sentence: 'a service is created in a namespace of its account',
    source: `${cloudMap}/API_CreateService.html`,
  },
  'cloud-map/service-exists': {
    status: 400,
    code: 'ServiceAlreadyExists',
    sentence: 'the name of a service is unique in its namespace; a namespace with DNS is not case-sensitive',
    source: `${cloudMap}/API_CreateService.html`,
  },
  'cloud-map/service-name': {
    status: 400,
    code: 'InvalidInput',
    sentence:
      "a service's name consists of DNS labels, which may contain underscores, and has at most 127 characters",
    source: `${cloudMap}/API_CreateService.html`,
  },
  'cloud-map/service-found': {
    status: 400,
    code: 'ServiceNotFound',
    sentence: 'a service exists, in the account and region of the caller',
    source: `${cloudMap}/API_GetService.html`,
  },
  'cloud-map/instance-id': {
    status: 400,
    code: 'InvalidInput',
    sentence: "an instance's id has 1 to 64 letters, digits, and _ / : . @ -",
    source: `${cloudMap}/API_RegisterInstance.html`,
  },
  'cloud-map/vpc': {
    status: 400,
    code: 'InvalidInput',
    sentence: 'a private namespace is created for a VPC of its account, in its region',
    source: `${cloudMap}/API_CreatePrivateDnsNamespace.html; the error is assumed`,
  },
  'cloud-map/namespace-taken': {
    status: 400,
    code: 'NamespaceAlreadyExists',
    sentence: 'a VPC has only one private namespace or zone of a name',
    source: `${cloudMap}/API_CreatePrivateDnsNamespace.html`,
  },
  'cloud-map/namespace-in-use': {
    status: 400,
    code: 'ResourceInUse',
    sentence: 'a namespace is deleted only when it has no services',
    source: `${cloudMap}/API_DeleteNamespace.html`,
  },
  'cloud-map/service-in-use': {
    status: 400,
    code: 'ResourceInUse',
    sentence: 'a service is deleted only when it has no instances',
    source: `${cloudMap}/API_DeleteService.html`,
  },
  'organizations/management-account': {
    status: 400,
    code: 'AccessDeniedException',
    sentence: "only the organization's management account lists its accounts",
    source: 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html',
  },
  'organizations/account-found': {
    status: 400,
    code: 'AccountNotFoundException',
    sentence: 'a requested account is in the organization',
    source: 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html',
  },
  'iam/service-linked-role-exists': {
    status: 400,
    code: 'InvalidInput',
    sentence: 'Service role name has been taken in this account, please try a different suffix',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html',
  },
} as const satisfies Readonly<Record<string, AwsRule>>;
