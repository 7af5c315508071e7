import { localClient, type LocalClient, type LocalRequest } from './client';
import { json, query } from './requests';

/** One kind of resource that our stacks create, how to list it, and how to find its ids in the response. */
interface Listing {
  readonly what: string;
  readonly request: LocalRequest;
  readonly ids: (answer: string) => readonly string[];
}

const ec2 = (action: string, filter?: readonly [string, string]): LocalRequest =>
  query('ec2', '2016-11-15', action, filter && { 'Filter.1.Name': filter[0], 'Filter.1.Value.1': filter[1] });

const all =
  (pattern: RegExp) =>
  (answer: string): readonly string[] => [...new Set([...answer.matchAll(pattern)].map(([, id = '']) => id))];

/** The members of a list in a JSON response, by one of their fields; those that `gone` matches are left out. */
const members =
  (list: string, id: string, gone: (member: Readonly<Record<string, unknown>>) => boolean = () => false) =>
  (answer: string): readonly string[] =>
    (
      (JSON.parse(answer) as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>)[list] ??
      []
    )
      .filter((member) => !gone(member))
      .map((member) => String(member[id]));

/** What comes after the last slash of each ARN of a list in a JSON response. */
const lastParts =
  (list: string) =>
  (answer: string): readonly string[] =>
    ((JSON.parse(answer) as Readonly<Record<string, readonly string[]>>)[list] ?? []).map((arn) =>
      arn.slice(arn.lastIndexOf('/') + 1),
    );

/** The texts of a list in a JSON response. */
const strings =
  (list: string) =>
  (answer: string): readonly string[] =>
    (JSON.parse(answer) as Readonly<Record<string, readonly string[]>>)[list] ?? [];

const ecs = 'AmazonEC2ContainerServiceV20141113';

const deleted = ({ status, Status }: Readonly<Record<string, unknown>>): boolean =>
  String(status ?? Status).startsWith('DELET');

/** ACM lists keys other than RSA of 1024 and 2048 bits only on request. */
const keyTypes = ['RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'];

/** A network can't be deleted while it has contents, so subnets, gateways and rules need no line. */
const listings: readonly Listing[] = [
  {
    what: 'mesh',
    request: { service: 'appmesh', path: '/v20190125/meshes' },
    ids: members('meshes', 'meshName'),
  },
  {
    what: 'resource share',
    request: { service: 'ram', path: '/getresourceshares', body: '{"resourceOwner":"SELF"}' },
    ids: members('resourceShares', 'name', deleted),
  },
  {
    what: 'certificate authority',
    request: json('acm-pca', 'ACMPrivateCA.ListCertificateAuthorities'),
    ids: members('CertificateAuthorities', 'Arn', deleted),
  },
  {
    what: 'certificate',
    request: json('acm', 'CertificateManager.ListCertificates', { Includes: { keyTypes } }),
    ids: members('CertificateSummaryList', 'DomainName'),
  },
  {
    what: 'namespace',
    request: json('servicediscovery', 'Route53AutoNaming_v20170314.ListNamespaces'),
    ids: members('Namespaces', 'Name'),
  },
  {
    what: 'hosted zone',
    request: { service: 'route53', path: '/2013-04-01/hostedzone' },
    ids: all(/<HostedZone>[^]*?<Name>([^<]+)</g),
  },
  { what: 'VPC', request: ec2('DescribeVpcs', ['is-default', 'false']), ids: all(/<vpcId>([^<]+)</g) },
  { what: 'public address', request: ec2('DescribeAddresses'), ids: all(/<allocationId>([^<]+)</g) },
  {
    what: 'IAM policy',
    request: query('iam', '2010-05-08', 'ListPolicies', { Scope: 'Local' }),
    ids: all(/<PolicyName>([^<]+)</g),
  },
  {
    what: 'IAM role',
    request: query('iam', '2010-05-08', 'ListRoles'),
    ids: all(/<RoleName>([^<]+)</g),
  },
  // A cluster with services can't be deleted; a task definition without a service is no longer ACTIVE.
  {
    what: 'ECS cluster',
    request: json('ecs', `${ecs}.ListClusters`),
    ids: lastParts('clusterArns'),
  },
  { what: 'EKS cluster', request: { service: 'eks', path: '/clusters' }, ids: strings('clusters') },
  {
    what: 'launch template',
    request: ec2('DescribeLaunchTemplates'),
    ids: all(/<launchTemplateName>([^<]+)</g),
  },
  {
    what: 'task definition',
    request: json('ecs', `${ecs}.ListTaskDefinitions`, { status: 'ACTIVE' }),
    ids: lastParts('taskDefinitionArns'),
  },
  {
    what: 'load balancer',
    request: query('elasticloadbalancing', '2015-12-01', 'DescribeLoadBalancers'),
    ids: all(/<LoadBalancerName>([^<]+)</g),
  },
  {
    what: 'target group',
    request: query('elasticloadbalancing', '2015-12-01', 'DescribeTargetGroups'),
    ids: all(/<TargetGroupName>([^<]+)</g),
  },
  {
    what: 'scalable target',
    request: json('application-autoscaling', 'AnyScaleFrontendService.DescribeScalableTargets', {
      ServiceNamespace: 'ecs',
    }),
    ids: members('ScalableTargets', 'ResourceId'),
  },
  {
    what: 'log group',
    request: json('logs', 'Logs_20140328.DescribeLogGroups'),
    ids: members('logGroups', 'logGroupName'),
  },
  {
    what: 'file system',
    request: { service: 'elasticfilesystem', path: '/2015-02-01/file-systems' },
    ids: members('FileSystems', 'FileSystemId'),
  },
  {
    what: 'secret',
    request: json('secretsmanager', 'secretsmanager.ListSecrets'),
    ids: members('SecretList', 'Name', ({ DeletedDate }) => typeof DeletedDate === 'number'),
  },
  {
    what: 'parameter',
    request: json('ssm', 'AmazonSSM.DescribeParameters'),
    ids: members('Parameters', 'Name'),
  },
  {
    what: 'bucket',
    request: { service: 's3' },
    ids: all(/<Bucket>[^]*?<Name>([^<]+)</g),
  },
];

/** Everything in these accounts of a local AWS, in words: `mesh yelb in account 111111111111`. */
export async function inventoryOf(
  url: string,
  accounts: readonly string[],
  region: string,
): Promise<readonly string[]> {
  const found = await Promise.all(
    accounts.map(async (account) => {
      const client: LocalClient = await localClient(url, account, region);
      const lists = await Promise.all(
        listings.map(async ({ what, request, ids }) => {
          const listed = ids(await client.ask(request));
          return listed.map((id) => `${what} ${id} in account ${account}`);
        }),
      );
      return lists.flat();
    }),
  );
  return found.flat();
}
