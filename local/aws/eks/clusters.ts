import { randomBytes } from 'node:crypto';
import { recordOf } from '../../../core/base/json';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import { creatorsEntry } from './access';
import { newClusterGroup, removeClusterGroup, subnetsOf, vpcOfCluster } from './network';
import { demandRole } from './roles';
import type { Eks } from './eks';
import { clusterArnOf, clusterOf, clustersPart, updated, type Asked, type Described } from './state';

/** Where nothing is said, AWS takes the newest that is not new. */
const DEFAULT_VERSION = '1.34';

/** Creates a cluster, and starts its API server: the answer comes once that is ready. */
export async function createCluster(asked: Asked, eks: Eks): Promise<Fields> {
  const { call, world, fields } = asked;
  const name = textField(fields, 'name') ?? '';
  const arn = clusterArnOf(call, name);
  if (!/^[A-Za-z0-9][\w-]{0,99}$/.test(name)) throw refusal('eks/name', name);
  if (world.part(clustersPart)[arn] !== undefined) throw refusal('eks/exists', name);
  await demandRole(asked, eks.forward, textField(fields, 'roleArn') ?? '', 'eks.amazonaws.com');
  const wanted = objectField(fields, 'resourcesVpcConfig');
  const subnetIds = listField(wanted, 'subnetIds').map(String);
  const vpcId = vpcOfCluster(await subnetsOf(call, eks.forward, subnetIds));
  const started = await eks.start(arn);
  if (!started.ok) throw refusal('eks/kubernetes', started.problem);
  const { url, authority } = started.server;
  const access = objectField(fields, 'accessConfig');
  const isPublic = wanted['endpointPublicAccess'] ?? true;
  const described: Described = {
    name,
    arn,
    createdAt: world.now(),
    version: textField(fields, 'version') ?? DEFAULT_VERSION,
    endpoint: url,
    roleArn: fields['roleArn'],
    resourcesVpcConfig: {
      subnetIds,
      securityGroupIds: listField(wanted, 'securityGroupIds'),
      clusterSecurityGroupId: await newClusterGroup(call, eks.forward, name, vpcId),
      vpcId,
      endpointPublicAccess: isPublic,
      endpointPrivateAccess: wanted['endpointPrivateAccess'] ?? false,
      publicAccessCidrs: isPublic === true ? (wanted['publicAccessCidrs'] ?? ['0.0.0.0/0']) : [],
    },
    kubernetesNetworkConfig: {
      serviceIpv4Cidr: '10.100.0.0/16',
      ipFamily: 'ipv4',
      elasticLoadBalancing: { enabled: false },
      ...objectField(fields, 'kubernetesNetworkConfig'),
    },
    logging: loggingOf(objectField(fields, 'logging')),
    identity: { oidc: { issuer: issuerOf(call.region) } },
    status: 'ACTIVE',
    certificateAuthority: { data: Buffer.from(authority).toString('base64') },
    platformVersion: 'eks.1',
    tags: objectField(fields, 'tags'),
    encryptionConfig: listField(fields, 'encryptionConfig'),
    health: { issues: [] },
    accessConfig: { authenticationMode: access['authenticationMode'] ?? 'CONFIG_MAP' },
    upgradePolicy: { supportType: 'EXTENDED', ...objectField(fields, 'upgradePolicy') },
    zonalShiftConfig: fields['zonalShiftConfig'],
    deletionProtection: fields['deletionProtection'] ?? false,
  };
  const admitsCreator = access['bootstrapClusterCreatorAdminPermissions'] !== false;
  world.part(clustersPart)[arn] = {
    described,
    nodeGroups: {},
    addons: {},
    accessEntries: admitsCreator ? creatorsEntry(asked, name) : {},
    podIdentities: {},
    updates: {},
  };
  return { cluster: described };
}

/** The issuer of the identities of service accounts: 32 hexadecimal digits in capitals. */
const issuerOf = (region: string): string =>
  `https://oidc.eks.${region}.amazonaws.com/id/${randomBytes(16).toString('hex').toUpperCase()}`;

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** Each kind of log, on or off, whatever a request leaves out. */
function loggingOf(asked: Fields): Fields {
  const on = listField(asked, 'clusterLogging')
    .map(recordOf)
    .filter(({ enabled }) => enabled === true)
    .flatMap((each) => listField(each, 'types'));
  const group = (enabled: boolean) => ({
    types: LOG_TYPES.filter((type) => on.includes(type) === enabled),
    enabled,
  });
  return { clusterLogging: [group(true), group(false)].filter(({ types }) => types.length > 0) };
}

export const describeCluster = (asked: Asked): Fields => ({ cluster: clusterOf(asked).described });

export function listClusters({ call, world }: Asked): Fields {
  const own = clusterArnOf(call, '');
  const clusters = Object.entries(world.part(clustersPart)).filter(([arn]) => arn.startsWith(own));
  return { clusters: clusters.map(([, { described }]) => described['name']) };
}

/** Deletes a cluster without nodes, and stops its API server. */
export async function deleteCluster(asked: Asked, eks: Eks): Promise<Fields> {
  const { call, world } = asked;
  const { described, nodeGroups } = clusterOf(asked);
  const [name = ''] = asked.names;
  if (Object.keys(nodeGroups).length > 0) throw refusal('eks/in-use', name);
  if (described['deletionProtection'] === true) throw refusal('eks/protected', name);
  const arn = clusterArnOf(call, name);
  delete world.part(clustersPart)[arn];
  await eks.stop(arn);
  const group = recordOf(described['resourcesVpcConfig'])['clusterSecurityGroupId'];
  await removeClusterGroup(call, eks.forward, String(group));
  return { cluster: { ...described, status: 'DELETING' } };
}

/** Members of a request that change a cluster, and the kinds of changes. */
const CHANGES: Readonly<Record<string, string>> = {
  resourcesVpcConfig: 'EndpointAccessUpdate',
  logging: 'LoggingUpdate',
  accessConfig: 'AccessConfigUpdate',
  upgradePolicy: 'UpgradePolicyUpdate',
  zonalShiftConfig: 'ZonalShiftConfigUpdate',
  deletionProtection: 'DeletionProtectionUpdate',
};

export function updateClusterConfig(asked: Asked): Fields {
  const cluster = clusterOf(asked);
  const [change = ''] = Object.keys(asked.fields).filter((name) => Object.hasOwn(CHANGES, name));
  const wanted = asked.fields[change];
  const { described } = cluster;
  if (change === 'logging') described[change] = loggingOf(recordOf(wanted));
  else if (change === 'deletionProtection') described[change] = wanted;
  else if (change !== '') described[change] = { ...recordOf(described[change]), ...recordOf(wanted) };
  return updated(asked, cluster, CHANGES[change] ?? 'ConfigUpdate');
}

export function updateClusterVersion(asked: Asked): Fields {
  const cluster = clusterOf(asked);
  cluster.described['version'] = asked.fields['version'];
  return updated(asked, cluster, 'VersionUpdate');
}

export function describeUpdate(asked: Asked): Fields {
  const { updates } = clusterOf(asked);
  const update = updates[asked.names[1] ?? ''];
  if (update === undefined) throw refusal('eks/not-found', asked.names[1] ?? '');
  return { update };
}
