import type { AwsRule } from '../rule';

const api = 'https://docs.aws.amazon.com/eks/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/eks/latest/userguide';

/** What Amazon EKS refuses. */
export const eksRules = {
  'eks/not-found': {
    status: 404,
    code: 'ResourceNotFoundException',
    sentence: 'a request is about something that exists',
    source: `${api}/API_DescribeCluster.html`,
  },
  'eks/exists': {
    status: 409,
    code: 'ResourceInUseException',
    sentence: 'there is one of a name in a cluster, and one cluster of a name in an account and region',
    source: `${api}/API_CreateCluster.html`,
  },
  'eks/name': {
    status: 400,
    code: 'InvalidParameterException',
    sentence: 'the name of a cluster has at most 100 letters, digits, hyphens and underscores',
    source: `${api}/API_CreateCluster.html`,
  },
  'eks/in-use': {
    status: 409,
    code: 'ResourceInUseException',
    sentence: 'Cluster has nodegroups attached: they are deleted first',
    source: `${api}/API_DeleteCluster.html`,
  },
  'eks/protected': {
    status: 400,
    code: 'InvalidRequestException',
    sentence: 'a cluster with deletion protection is not deleted',
    source: `${api}/API_DeleteCluster.html`,
  },
  'eks/subnets': {
    status: 400,
    code: 'InvalidParameterException',
    sentence: 'subnets exist, and those of a cluster are in two availability zones at least, of one VPC',
    source: `${guide}/network-reqs.html`,
  },
  'eks/launch-template': {
    status: 400,
    code: 'InvalidParameterException',
    sentence: 'the launch template of a node group exists',
    source: `${api}/API_CreateNodegroup.html; the error is assumed`,
  },
  'eks/role-trust': {
    status: 400,
    code: 'InvalidParameterException',
    sentence: 'a role exists, and its trust policy allows the service of AWS that uses it to have it',
    source: `${guide}/pod-id-association.html; the error is assumed`,
  },
  'eks/principal': {
    status: 400,
    code: 'InvalidParameterException',
    sentence: 'the principal of an access entry is the ARN of a role or a user of IAM',
    source: `${guide}/access-entries.html`,
  },
  'eks/policy': {
    status: 400,
    code: 'InvalidParameterException',
    sentence:
      'an access policy is one of AmazonEKSClusterAdminPolicy, AmazonEKSAdminPolicy, AmazonEKSEditPolicy and AmazonEKSViewPolicy here, for a whole cluster (AWS has more)',
    source: `${guide}/access-policy-permissions.html`,
  },
  'eks/kubernetes': {
    status: 400,
    code: 'InvalidRequestException',
    sentence: 'each cluster has a Kubernetes on this machine (not a rule of AWS)',
    source: 'assumed',
  },
} as const satisfies Readonly<Record<string, AwsRule>>;
