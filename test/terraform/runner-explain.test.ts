import { explanations } from '../../core/dataplane/app-mesh/explanations';
import { costsOf, stayingOf } from '../../terraform/runner';
import { problemsOf } from '../../terraform/runner/explain';
import { stateOf } from '../../terraform/runner/state';

const where = { stack: 'backend', folder: 'out/stacks/backend', explanations };
const sentencesOf = (
  ...reported: readonly (readonly [summary: string, detail?: string, address?: string])[]
) =>
  problemsOf(
    reported.map(([summary, detail = '', address]) => ({
      severity: 'error',
      summary,
      detail,
      ...(address === undefined ? {} : { address }),
    })),
    where,
  ).map(({ sentence }) => sentence);

/** As Terraform says it of a state in S3: the lock is a file that outlives its process. */
const lockInS3 = `Error message: operation error S3: PutObject, https response error StatusCode: 412, RequestID: 1,
HostID: 2, api error PreconditionFailed: At least one of the pre-conditions you specified did not hold
Lock Info:
  ID:        464d8ffc-e2af-ec25-90c1-19b9e1838059
  Path:      states/yelb-backend.tfstate
  Operation: OperationTypeApply
  Who:       ada@laptop
  Version:   1.11.4
  Created:   2026-11-21 13:47:00.771215271 +0000 UTC
  Info:

Terraform acquires a state lock to protect the state from being written
by multiple users at the same time.`;

test.each([
  [
    'a lock in S3, with how to release it',
    ['Error acquiring the state lock', lockInS3],
    'stack "backend" is locked: ada@laptop has been working on it (apply) since 2026-11-21 13:47:00 UTC; wait until that finishes, or, where that process is dead, release it: terraform -chdir=out/stacks/backend force-unlock 464d8ffc-e2af-ec25-90c1-19b9e1838059',
  ],
  [
    'a lock of a file, which goes with its process',
    [
      'Error acquiring the state lock',
      lockInS3.replace(/operation error[^]*?hold/, 'resource temporarily unavailable'),
    ],
    'stack "backend" is locked: ada@laptop has been working on it (apply) since 2026-11-21 13:47:00 UTC; wait until that finishes',
  ],
  [
    'a state that is not there',
    ['Unable to find remote state', 'No stored state was found.', 'data.terraform_remote_state.yelb-shared'],
    'stack "backend" reads outputs of stack "yelb-shared", which has no state; deploy "yelb-shared" first, or, if it is deployed, put its state back where it was',
  ],
  [
    'outputs that are gone',
    [
      'Resource postcondition failed',
      'stack "backend" has no output peering_id_frontend, zone_id_backend yet; apply "backend" first, from the same topology',
    ],
    'stack "backend" has no output peering_id_frontend, zone_id_backend yet; apply "backend" first, from the same topology',
  ],
  [
    'a network that is reached in another way already',
    [
      'api error RouteAlreadyExists: Route in Route Table (rtb-1) with destination (10.193.0.0/16) already exists',
      '',
      'aws_route.to_account_backend',
    ],
    'aws_route.to_account_backend of stack "backend" conflicts with another route to the same network, which is not in this state; find out whose it is: import it if it belongs to this stack, otherwise give one of the two networks another block',
  ],
  [
    'a transit gateway on which networks hang',
    [
      'deleting EC2 Transit Gateway (tgw-1): operation error EC2: DeleteTransitGateway, https response error StatusCode: 400, RequestID: 1, api error IncorrectState: tgw-1 has non-deleted VPC Attachments: tgw-attach-1.',
      '',
    ],
    'the transit gateway of stack "backend" cannot be deleted yet: networks of other stacks are attached to it; write connect: { with: …, leaving: transit-gateway } in the topology, deploy, then drop "leaving" and deploy again',
  ],
  [
    'no credentials',
    [
      'No valid credential sources found',
      'Please see https://registry.terraform.io/…\nError: failed to refresh cached credentials, no EC2 IMDS role found',
    ],
    'there are no AWS credentials for stack "backend"; sign in, or set AWS_PROFILE or keys in the environment',
  ],
  [
    'credentials that are out of date',
    [
      'validating provider credentials',
      'api error ExpiredToken: The security token included in the request is expired',
    ],
    'the AWS credentials for stack "backend" have expired; sign in again',
  ],
  [
    'a role that may not be assumed',
    [
      'Cannot assume IAM Role',
      'IAM Role (arn:aws:iam::222222222222:role/meshspan-deploy) cannot be assumed.',
    ],
    'these credentials may not assume arn:aws:iam::222222222222:role/meshspan-deploy, which stack "backend" uses; let the role trust them, or sign in as a principal that it trusts',
  ],
  [
    'a backend that moved',
    [
      'Backend initialization required, please run "terraform init"',
      'Reason: Backend configuration block has changed',
    ],
    'the topology names another place for the state of stack "backend"; migrate the state: terraform -chdir=out/stacks/backend init -migrate-state',
  ],
  [
    'an invitation that does not come again',
    ['No pending RAM Resource Share (arn:aws:ram:us-west-2:1:resource-share/x) invitation found', ''],
    'there is no invitation for stack "backend" to accept: either its account left the share, and AWS sends no second one (deploy the shared stack as well, which then replaces the share), or this AWS has no such share (compare share of the account with the output share_arn_… of the topology that owns the mesh)',
  ],
  [
    'a share that should stay in an organization which shares nothing',
    [
      'creating RAM Resource Share Principal Association: operation error RAM: AssociateResourceShare, https response error StatusCode: 400, RequestID: 1, OperationNotPermittedException: The resource you are attempting to share can only be shared within your AWS Organization.',
      '',
      'aws_ram_principal_association.share_back',
    ],
    'aws_ram_principal_association.share_back of stack "backend" shares with an account outside of the organization: sharing within it is not enabled (aws ram enable-sharing-with-aws-organization, once, in the management account), or one of the two is not in it; otherwise set principal: invitation',
  ],
  [
    'two invitations to one share',
    [
      'reading accepted RAM Resource Share (arn:aws:ram:us-west-2:1:resource-share/x) invitation: too many results: wanted 1, got 2',
      '',
      'aws_ram_resource_share_accepter.share-acceptance',
    ],
    'the account of stack "backend" has two invitations to one share, which the provider cannot read: terraform -chdir=out/stacks/backend state rm aws_ram_resource_share_accepter.share-acceptance, then, in the shared stack, apply -replace=aws_ram_resource_share.<its share>, then run again',
  ],
  [
    'an AWS that does not answer when it is asked for a role',
    [
      'Cannot assume IAM Role',
      'IAM Role (arn:aws:iam::222222222222:role/deploy) cannot be assumed. Error: operation error STS: AssumeRole, request send failed, Post "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused',
    ],
    'AWS did not answer stack "backend"; check the network, and AWS_ENDPOINT_URL where it is set',
  ],
  [
    'an AWS that does not answer',
    [
      'Retrieving AWS account details',
      'Post "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused',
    ],
    'AWS did not answer stack "backend"; check the network, and AWS_ENDPOINT_URL where it is set',
  ],
  [
    'a network that does not exist, by the service that resolves names',
    ['creating Service Discovery Private DNS Namespace: api error InvalidInput: vpc-0123456789abcdef0'],
    'AWS does not know vpc-0123456789abcdef0 in the account and region of stack "backend"; correct the network of the account in the topology, or, for a local AWS, create it there before the deploy ("meshspan local up", then aws ec2 create-vpc and create-subnet)',
  ],
  [
    'a certificate that does not exist',
    [
      'creating ELBv2 Listener',
      'api error CertificateNotFound: Certificate arn:aws:acm:us-west-2:222222222222:certificate/1a2b not found',
    ],
    'ACM has no certificate arn:aws:acm:us-west-2:222222222222:certificate/1a2b in the account and region of stack "backend"; correct its ARN in the topology, or, for a local AWS, import one there before the deploy ("meshspan local up", then aws acm import-certificate)',
  ],
  [
    'a zone that does not exist',
    ["reading Route 53 Hosted Zone (Z0123456789ABCDEFGHIJ): couldn't find resource"],
    'Route 53 has no hosted zone Z0123456789ABCDEFGHIJ in the account of stack "backend"; correct the zone of the record in the topology, or, for a local AWS, create one there before the deploy ("meshspan local up", then aws route53 create-hosted-zone)',
  ],
  [
    'a subnet that does not exist',
    [
      'creating EC2 VPC Attachment',
      "api error InvalidSubnetID.NotFound: The subnet ID 'subnet-0a1b2c' does not exist",
    ],
    'AWS does not know subnet-0a1b2c in the account and region of stack "backend"; correct the network of the account in the topology, or, for a local AWS, create it there before the deploy ("meshspan local up", then aws ec2 create-vpc and create-subnet)',
  ],
] as const)('%s is one sentence', (_what, reported, sentence) => {
  expect(sentencesOf(reported)).toEqual([sentence]);
});

test('an unknown message is reported as Terraform printed it, with its address, once', () => {
  const reported = ['Invalid index', 'The given key does not identify an element.', 'aws_vpc.it'] as const;
  expect(sentencesOf(reported, reported)).toEqual(['stack "backend": Invalid index (aws_vpc.it)']);
});

test("a sentence that is Terraform's own is not repeated below itself", () => {
  const own =
    'stack "backend" has no output zone_id_backend yet; apply "backend" first, from the same topology';
  const reported = {
    severity: 'error',
    summary: 'Resource postcondition failed',
    detail: `${own}.`,
  } as const;
  expect(problemsOf([reported], where)).toEqual([{ stack: 'backend', sentence: own }]);
});

test('a vague explanation is used only where there is no other', () => {
  const vague = ['Failed to persist state to backend', 'The error shown above …'] as const;
  expect(sentencesOf(vague)).toEqual([
    'the state of stack "backend" could not be written; Terraform\'s message follows',
  ]);
  expect(sentencesOf(['Failed to write state', 'write x: no space left on device.'], vague)).toEqual([
    'the state of stack "backend" could not be written: no space left on device; free some space',
  ]);
});

test('warnings are not problems', () => {
  expect(problemsOf([{ severity: 'warning', summary: 'Deprecated', detail: '' }], where)).toEqual([]);
});

describe('a state', () => {
  const remote = {
    mode: 'data',
    type: 'terraform_remote_state',
    name: 'backend',
    instances: [
      {
        attributes: { outputs: { value: { zone_id_backend: 'Z1' } } },
      },
    ],
  };
  const nat = { mode: 'managed', type: 'aws_nat_gateway', name: 'a', instances: [{}, {}] };
  const policy = {
    mode: 'managed',
    type: 'aws_iam_policy',
    name: 'a',
    instances: [{ attributes: { arn: 'arn:aws:iam::222222222222:policy/a' } }],
  };
  // The ARN of a thing in another's mesh may name the owner of that mesh.
  const node = {
    mode: 'managed',
    type: 'aws_appmesh_virtual_node',
    name: 'a',
    instances: [
      {
        attributes: {
          arn: 'arn:aws:appmesh:us-west-2:111111111111:mesh/yelb/virtualNode/a',
          resource_owner: '222222222222',
        },
      },
    ],
  };
  const outputs = { arn: { value: 'arn:x' }, key: { value: 'hidden', sensitive: true } };

  test('has resources, outputs and inputs; sensitive outputs are apart', () => {
    expect(
      stateOf(JSON.stringify({ version: 4, serial: 7, outputs, resources: [remote, nat, policy, node] })),
    ).toEqual({
      exists: true,
      resources: 4,
      types: { aws_nat_gateway: 2, aws_iam_policy: 1, aws_appmesh_virtual_node: 1 },
      held: [
        { type: 'aws_nat_gateway', name: 'a' },
        { type: 'aws_iam_policy', name: 'a', attributes: { arn: 'arn:aws:iam::222222222222:policy/a' } },
        { type: 'aws_appmesh_virtual_node', name: 'a', attributes: node.instances[0]?.attributes },
      ],
      outputs: { arn: 'arn:x' },
      secrets: { key: 'hidden' },
      received: { backend: { zone_id_backend: 'Z1' } },
      accounts: ['222222222222'],
      regions: ['us-west-2'],
      serial: 7,
      lineage: '',
    });
  });

  test('that does not exist is distinguished from an empty one, and from an unreadable one', () => {
    expect(stateOf('')?.exists).toBe(false);
    expect(stateOf('{"version":4,"serial":9,"resources":[]}')).toMatchObject({ exists: true, resources: 0 });
    expect(stateOf('{"version":3}')).toBeUndefined();
    expect(stateOf('{')).toBeUndefined();
  });
});

test('what keeps costing is named in the words of AWS', () => {
  expect(
    costsOf([
      { aws_nat_gateway: 1, aws_vpc: 3 },
      { aws_nat_gateway: 1, aws_acmpca_certificate_authority: 1 },
    ]),
  ).toEqual(['1 private certificate authority', '2 NAT gateways']);
  expect(costsOf([])).toEqual([]);
});

test('what stays is named with its days, once for all stacks', () => {
  const stack = (type: string, settings: object): object => ({ resource: { [type]: { one: settings } } });
  expect(
    stayingOf([
      stack('aws_acmpca_certificate_authority', { permanent_deletion_time_in_days: 7 }),
      stack('aws_acmpca_certificate_authority', { permanent_deletion_time_in_days: 9 }),
      stack('aws_kms_key', {}),
      stack('aws_vpc', {}),
    ]),
  ).toEqual([
    expect.stringContaining('can be restored for 9 days'),
    expect.stringContaining('is deleted after 30 days, in which it is not billed'),
  ]);
  expect(stayingOf([{ resource: {} }])).toEqual([]);
});
