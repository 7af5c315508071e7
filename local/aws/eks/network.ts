import type { Call } from '../call';
import { queryCall, textOf } from '../corrections/correction';
import { elementContents, elementText } from '../corrections/xml';
import type { Forward } from '../moto-proxy';
import { refusal } from '../rules';

const VERSION = '2016-11-15';

/** A subnet of a cluster or of its nodes. */
export interface Subnet {
  readonly id: string;
  readonly vpc: string;
  readonly zone: string;
}

/** The subnets with these ids, in their order; refuses what does not exist. */
export async function subnetsOf(
  call: Call,
  forward: Forward,
  ids: readonly string[],
): Promise<readonly Subnet[]> {
  const wanted = Object.fromEntries(ids.map((id, index) => [`SubnetId.${index + 1}`, id]));
  const answer = await forward(
    queryCall(call, 'ec2', { Action: 'DescribeSubnets', Version: VERSION, ...wanted }),
  );
  // Each subnet has one of each, and its tags are items as well.
  const all = (element: string): readonly string[] => elementContents(textOf(answer), element);
  const [vpcs, zones] = [all('vpcId'), all('availabilityZone')];
  const found = all('subnetId').map((id, index) => ({
    id,
    vpc: vpcs[index] ?? '',
    zone: zones[index] ?? '',
  }));
  const byId = new Map(found.map((subnet) => [subnet.id, subnet]));
  return ids.map((id) => {
    const subnet = byId.get(id);
    if (answer.status !== 200 || subnet === undefined) throw refusal('eks/subnets', id);
    return subnet;
  });
}

/** The VPC of a cluster's subnets, which are in two availability zones at least. */
export function vpcOfCluster(subnets: readonly Subnet[]): string {
  const vpcs = new Set(subnets.map(({ vpc }) => vpc));
  const zones = new Set(subnets.map(({ zone }) => zone));
  const [vpc] = vpcs;
  if (vpc === undefined || vpcs.size > 1 || zones.size < 2)
    throw refusal('eks/subnets', subnets.map(({ id }) => id).join(', '));
  return vpc;
}

/** Creates the security group that EKS makes for a cluster. */
export async function newClusterGroup(
  call: Call,
  forward: Forward,
  cluster: string,
  vpc: string,
): Promise<string> {
  const answer = await forward(
    queryCall(call, 'ec2', {
      Action: 'CreateSecurityGroup',
      Version: VERSION,
      GroupName: `eks-cluster-sg-${cluster}`,
      GroupDescription: 'EKS created security group applied to ENI that is attached to EKS Control Plane',
      VpcId: vpc,
    }),
  );
  return elementText(textOf(answer), 'groupId') ?? '';
}

/** Deletes it with the cluster. */
export async function removeClusterGroup(call: Call, forward: Forward, id: string): Promise<void> {
  await forward(queryCall(call, 'ec2', { Action: 'DeleteSecurityGroup', Version: VERSION, GroupId: id }));
}
