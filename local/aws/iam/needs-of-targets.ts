import { arnIn } from '../arn';
import { textField, type Fields } from '../json-protocol';
import { any, arnMember, each, own, type Resources, type Rows } from './need';

/** The part of a name or ARN after the last slash. */
const last = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** A log group's actions are about its streams, so a policy names the group with `:*` behind it. */
const logStream: Resources = own(
  'logs',
  'logGroupName',
  (group, fields) => `log-group:${group}:log-stream:${textField(fields, 'logStreamName') ?? ''}`,
);
const allGroups: Resources = ({ call: { region, caller } }) => [
  arnIn(region, 'logs', caller.account, 'log-group::log-stream:'),
];

const inCluster = (kind: string) => (name: string, fields: Fields) =>
  `${kind}/${last(textField(fields, 'cluster') ?? 'default')}/${last(name)}`;
const cluster = own('ecs', 'cluster', (name) => `cluster/${name}`);
const clusters = own('ecs', 'clusters', (name) => `cluster/${name}`);
const service = own('ecs', 'service', inCluster('service'));

/** A parameter's ARN has one slash before its name, whether the name begins with one or not. */
const parameter = (name: string): string => `parameter/${name.replace(/^\//, '').replace(/:[^:]*$/, '')}`;

/** A secret's ARN ends in characters that only the service knows. */
const secret: Resources = async ({ call, fields, look }) => {
  const name = textField(fields, 'SecretId') ?? '';
  const known = textField(
    await look('secretsmanager', 'secretsmanager.DescribeSecret', { SecretId: name }),
    'ARN',
  );
  return [
    known ??
      (name.startsWith('arn:')
        ? name
        : arnIn(call.region, 'secretsmanager', call.caller.account, `secret:${name}`)),
  ];
};

const key = own('kms', 'KeyId', (id) => (id.startsWith('alias/') ? id : `key/${id}`));
const authority = arnMember('CertificateAuthorityArn');
const certificate = arnMember('CertificateArn');
const repository = own('ecr', 'repositoryName', (name) => `repository/${name}`);
const cloudMapService = own('servicediscovery', 'ServiceId', (id) => `service/${id}`);

/**
 * The services whose operations are in `x-amz-target`, by the name in signatures, which is also that in their actions.
 * Sources: the tables of the Service Authorization Reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/).
 */
export const targetServices: Readonly<Record<string, Rows>> = {
  acm: {
    ...each(
      [
        'AddTagsToCertificate',
        'DeleteCertificate',
        'DescribeCertificate',
        'ExportCertificate',
        'GetCertificate',
        'ListTagsForCertificate',
        'RemoveTagsFromCertificate',
        'RenewCertificate',
        'UpdateCertificateOptions',
      ],
      certificate,
    ),
    ...each(['ListCertificates', 'RequestCertificate'], any),
  },
  'acm-pca': {
    ...each(
      [
        'DescribeCertificateAuthority',
        'GetCertificate',
        'GetCertificateAuthorityCertificate',
        'GetCertificateAuthorityCsr',
        'IssueCertificate',
        'ListPermissions',
        'ListTags',
        'RevokeCertificate',
      ],
      authority,
    ),
    ListCertificateAuthorities: any,
  },
  ecr: {
    ...each(
      [
        'BatchCheckLayerAvailability',
        'BatchGetImage',
        'DescribeImages',
        'GetDownloadUrlForLayer',
        'ListImages',
      ],
      repository,
    ),
    GetAuthorizationToken: any,
  },
  ecs: {
    ...each(['DescribeClusters'], clusters),
    ...each(['UpdateCluster', 'DeleteCluster', 'PutClusterCapacityProviders'], cluster),
    DescribeServices: own('ecs', 'services', inCluster('service')),
    ...each(['CreateService'], own('ecs', 'serviceName', inCluster('service'))),
    ...each(['UpdateService', 'DeleteService'], service),
    DescribeTasks: own('ecs', 'tasks', inCluster('task')),
    ...each(['ExecuteCommand', 'StopTask'], own('ecs', 'task', inCluster('task'))),
    RunTask: own('ecs', 'taskDefinition', (name) => `task-definition/${name}`),
    ...each(['ListTagsForResource', 'TagResource', 'UntagResource'], arnMember('resourceArn')),
    ...each(
      [
        'DeregisterTaskDefinition',
        'DescribeTaskDefinition',
        'ListClusters',
        'ListServices',
        'ListTaskDefinitionFamilies',
        'ListTaskDefinitions',
        'ListTasks',
        'RegisterTaskDefinition',
      ],
      any,
    ),
  },
  kms: {
    ...each(['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey'], key),
    ...each(['ListAliases', 'ListKeys'], any),
  },
  logs: {
    ...each(
      [
        'CreateLogGroup',
        'CreateLogStream',
        'DeleteLogGroup',
        'DescribeLogStreams',
        'FilterLogEvents',
        'GetLogEvents',
        'PutLogEvents',
        'PutRetentionPolicy',
      ],
      logStream,
    ),
    DescribeLogGroups: allGroups,
  },
  secretsmanager: {
    ...each(
      [
        'DeleteSecret',
        'DescribeSecret',
        'GetResourcePolicy',
        'GetSecretValue',
        'ListSecretVersionIds',
        'PutSecretValue',
        'TagResource',
        'UpdateSecret',
      ],
      secret,
    ),
    ...each(['BatchGetSecretValue', 'GetRandomPassword', 'ListSecrets'], any),
  },
  servicediscovery: {
    ...each(
      [
        'DeregisterInstance',
        'GetInstance',
        'GetInstancesHealthStatus',
        'ListInstances',
        'RegisterInstance',
        'UpdateInstanceCustomHealthStatus',
      ],
      cloudMapService,
    ),
    ...each(['DiscoverInstances', 'ListNamespaces', 'ListServices'], any),
  },
  ssm: {
    ...each(
      ['DeleteParameter', 'GetParameter', 'GetParameterHistory', 'PutParameter'],
      own('ssm', 'Name', parameter),
    ),
    ...each(['DeleteParameters', 'GetParameters'], own('ssm', 'Names', parameter)),
    GetParametersByPath: own('ssm', 'Path', parameter),
    DescribeParameters: any,
  },
};
