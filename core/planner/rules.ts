import { errorRow, rulesOf } from '../topology';

const ROUTE53_ASSOCIATION =
  'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html';
const VPC_SHARING = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html';
const CLOUD_MAP_NAMESPACE =
  'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html';

const WORKSPACES = 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/create';

/** What no plan can solve, whatever the data plane. */
export const plannerRules = rulesOf({
  'plan/stack-name': errorRow('the key of an account is, or could become, the name of another stack'),
  'plan/workspace-name': errorRow(
    'the name of a state is not one that a workspace of HCP Terraform may have',
    WORKSPACES,
  ),
  'plan/owner-retired': errorRow('the owner of the mesh is retired before the accounts that use it'),
  'plan/same-namespace': errorRow(
    'the network of an account would have two zones of the same name',
    ROUTE53_ASSOCIATION,
  ),
  'plan/no-network': errorRow(
    'a private zone needs a network, and its account has none',
    CLOUD_MAP_NAMESPACE,
  ),
  'plan/shared-vpc': errorRow(
    'several accounts use one VPC, and something that only its owner may do is needed in another',
    VPC_SHARING,
  ),
  'plan/output-name': errorRow('two values have the same name as an output of Terraform'),
  'plan/circle': errorRow('stacks need each other in a circle'),
});
