import { recordOf } from '../../../core/base/json';
import { queryCall, textOf } from '../corrections/correction';
import { elementText } from '../corrections/xml';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import { admitNodes } from './access';
import { subnetsOf } from './network';
import { demandRole } from './roles';
import type { Eks } from './eks';
import type { ClusterNode } from './servers';
import {
  arnBelow,
  clusterArnOf,
  clusterOf,
  demandNew,
  memberOf,
  updated,
  type Asked,
  type Cluster,
  type Described,
} from './state';

/** Creates a node group, and its nodes. */
export async function createNodegroup(asked: Asked, eks: Eks): Promise<Fields> {
  const { call, world, fields } = asked;
  const cluster = clusterOf(asked);
  const [clusterName] = asked.names;
  const name = textField(fields, 'nodegroupName') ?? '';
  demandNew(cluster.nodeGroups, name);
  const role = textField(fields, 'nodeRole') ?? '';
  await demandRole(asked, eks.forward, role, 'ec2.amazonaws.com');
  const subnetIds = listField(fields, 'subnets').map(String);
  const subnets = await subnetsOf(call, eks.forward, subnetIds);
  const template = objectField(fields, 'launchTemplate');
  const hasTemplate = Object.keys(template).length > 0;
  const id = world.newId();
  const version = textField(fields, 'version') ?? String(cluster.described['version']);
  const described: Described = {
    nodegroupName: name,
    nodegroupArn: arnBelow(asked, 'nodegroup', `${name}/${id}`),
    clusterName,
    version,
    releaseVersion: textField(fields, 'releaseVersion') ?? `${version}.0-20260101`,
    createdAt: world.now(),
    modifiedAt: world.now(),
    status: 'ACTIVE',
    capacityType: textField(fields, 'capacityType') ?? 'ON_DEMAND',
    scalingConfig: fields['scalingConfig'] ?? { minSize: 2, maxSize: 2, desiredSize: 2 },
    instanceTypes: fields['instanceTypes'] ?? (hasTemplate ? undefined : ['t3.medium']),
    subnets: subnetIds,
    amiType: textField(fields, 'amiType') ?? 'AL2023_x86_64_STANDARD',
    nodeRole: role,
    labels: objectField(fields, 'labels'),
    taints: listField(fields, 'taints'),
    resources: { autoScalingGroups: [{ name: `eks-${name}-${id}` }] },
    // With a launch template, the disk is that of the template.
    diskSize: hasTemplate ? undefined : (fields['diskSize'] ?? 20),
    health: { issues: [] },
    updateConfig: fields['updateConfig'] ?? { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: false, ...objectField(fields, 'nodeRepairConfig') },
    launchTemplate: hasTemplate ? await namedTemplate(asked, eks, template) : undefined,
    tags: objectField(fields, 'tags'),
  };
  // The zones are no part of what AWS answers.
  cluster.nodeGroups[name] = { ...described, [ZONES]: subnets.map(({ zone }) => zone) };
  admitNodes(asked, role);
  await setNodes(asked, cluster, eks);
  return { nodegroup: described };
}

/** The zones of a group's nodes, in order. */
const ZONES = 'zones of nodes';

/** A launch template as AWS answers it: with its id and its name, whichever was given. */
async function namedTemplate({ call }: Asked, { forward }: Eks, template: Fields): Promise<Fields> {
  const [id, name] = [textField(template, 'id'), textField(template, 'name')];
  const answer = await forward(
    queryCall(call, 'ec2', {
      Action: 'DescribeLaunchTemplates',
      Version: '2016-11-15',
      ...(id === undefined ? { 'LaunchTemplateName.1': name ?? '' } : { 'LaunchTemplateId.1': id }),
    }),
  );
  const xml = textOf(answer);
  const found = {
    id: elementText(xml, 'launchTemplateId'),
    name: elementText(xml, 'launchTemplateName'),
    version: textField(template, 'version') ?? elementText(xml, 'defaultVersionNumber'),
  };
  if (answer.status !== 200 || found.id === undefined)
    throw refusal('eks/launch-template', id ?? name ?? 'no id');
  return found;
}

/** Gives the API server the nodes of all groups. */
async function setNodes({ call, names: [name = ''] }: Asked, cluster: Cluster, eks: Eks): Promise<void> {
  const nodes = Object.values(cluster.nodeGroups).flatMap(nodesOf);
  await eks.servers.get(clusterArnOf(call, name))?.setNodes(nodes);
}

/** Nodes of a group: as many as it should have, in its zones in turn. */
function nodesOf(group: Described): readonly ClusterNode[] {
  const zones = listField(group, ZONES).map(String);
  const name = String(group['nodegroupName']);
  const types = listField(group, 'instanceTypes').map(String);
  const architecture = String(group['amiType']).includes('ARM_64') ? 'arm64' : 'amd64';
  const count = Number(recordOf(group['scalingConfig'])['desiredSize']);
  return Array.from({ length: count }, (_, index) => {
    const zone = zones[index % zones.length] ?? '';
    return {
      name: `${name}-${index + 1}`.toLowerCase(),
      labels: {
        ...(recordOf(group['labels']) as Record<string, string>),
        'eks.amazonaws.com/nodegroup': name,
        'kubernetes.io/arch': architecture,
        'node.kubernetes.io/instance-type': types[0] ?? '',
        'topology.kubernetes.io/region': zone.replace(/[a-z]$/, ''),
        'topology.kubernetes.io/zone': zone,
      },
    };
  });
}

const groupOf = (asked: Asked): Described => memberOf(clusterOf(asked).nodeGroups, asked);

const shown = (group: Described): Described =>
  Object.fromEntries(Object.entries(group).filter(([name]) => name !== ZONES));

export const describeNodegroup = (asked: Asked): Fields => ({ nodegroup: shown(groupOf(asked)) });

export const listNodegroups = (asked: Asked): Fields => ({
  nodegroups: Object.keys(clusterOf(asked).nodeGroups),
});

export async function deleteNodegroup(asked: Asked, eks: Eks): Promise<Fields> {
  const cluster = clusterOf(asked);
  const group = groupOf(asked);
  delete cluster.nodeGroups[asked.names[1] ?? ''];
  await setNodes(asked, cluster, eks);
  return { nodegroup: { ...shown(group), status: 'DELETING' } };
}

export async function updateNodegroupConfig(asked: Asked, eks: Eks): Promise<Fields> {
  const cluster = clusterOf(asked);
  const group = groupOf(asked);
  const { fields } = asked;
  for (const name of ['scalingConfig', 'nodeRepairConfig'])
    if (fields[name] !== undefined) group[name] = { ...recordOf(group[name]), ...objectField(fields, name) };
  if (fields['updateConfig'] !== undefined) group['updateConfig'] = fields['updateConfig'];
  const labels = objectField(fields, 'labels');
  const removed = new Set(listField(labels, 'removeLabels').map(String));
  const kept = Object.entries(recordOf(group['labels'])).filter(([name]) => !removed.has(name));
  group['labels'] = { ...Object.fromEntries(kept), ...objectField(labels, 'addOrUpdateLabels') };
  await setNodes(asked, cluster, eks);
  return updated(asked, cluster, 'ConfigUpdate');
}

export async function updateNodegroupVersion(asked: Asked, eks: Eks): Promise<Fields> {
  const group = groupOf(asked);
  for (const name of ['version', 'releaseVersion'])
    if (asked.fields[name] !== undefined) group[name] = asked.fields[name];
  const template = objectField(asked.fields, 'launchTemplate');
  if (Object.keys(template).length > 0) group['launchTemplate'] = await namedTemplate(asked, eks, template);
  return updated(asked, clusterOf(asked), 'VersionUpdate');
}
